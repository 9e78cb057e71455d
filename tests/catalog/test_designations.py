"""Designations in the spelling of arms registers lead to an entry of the right category."""

import pytest

from armsledger.catalog import EntryKind, catalog

DESIGNATIONS = {
    "Ships": """
    Gowind-2500; MEKO-A200; SIGMA-10514; Type-054A; Scorpene; Improved Kilo/Project-636; Project-877E; Type-218;
    Type-212CD; Dolphin; OPV-80; Stan Patrol-5009; Stan Patrol-2606; FCS-5009; Island; Defender; Shaldag; Super
    Dvora; Makassar LPD; Endurance; Ada/Milgem; Mk-5; Cape; Kership; Ocean Eagle-43; Pegasus One; Lindau/Type-320;
    Type-035G; Flex Fighter; Sea Dragon; Predator; Ocean; Global Combat Ship; Dolphin Batch-2; Gepard-3; Osprey;
    WestPac Express; Amazon; Mistral; Project-206MR Vikhr; Poseidon; Hunt; MRTP-34; OPV-76; Type-056; Type-053H3;
    Project-11356; Project-22160; HDC-3100; HDP-2200; Po Hang; Falaj-3; MMSC; PPA; Arrowhead-140; Type-26; Saar-6;
    Knox; Balikpapan; Adelaide; OPV-87; FPB-72; RPB-33; HSI-32; WP-18; Griffon-2000TD; Rodman-55; P-350;
    Archangel; Reliance; Cyclone; Swiftships 35m; IC-16M; Griffon-8000TD; LST-100; LCU; Stan Lander-5612; Zubr;
    SDB Mk-5; Saryu; Vikram; Teresa Magbanua; Chamsuri; Type-062; Houbei; Durjoy; OPV-1800; Yarmook; Stan
    Patrol-4708; Arialah
    """,
    "Sensors": """
    Ground Master-200; Ground Master-200 MM/C; EL/M-2032; EL/M-2022; EL/M-2080 Green Pine; EL/M-2258 ALPHA;
    EL/M-2221 STGR; TPS-77; AN/TPQ-36; TPQ-53; TPQ-37; FPS-117; TPS-70; TPY-4; Giraffe AMB; Giraffe-4A; ARTHUR;
    RAT-31DL; AN/APG-82; APG-68; APG-79; AN/AAQ-33 Sniper; Litening; Star Safire; MX-15; MX-10; SMART-L; SMART-S
    Mk-2; STING; STIR; Kelvin Hughes; CAPTAS-2; Kingklip; Bluewatcher; Scout; CEAFAR; TRS-3D; TRML-4D; Vera-E;
    JY-27; YLC-8B; YLC-6; JYL-1; JY-14; ASELPOD; TH-5711 Smart Hunter; Sea Dragon; Tornado IDS Radar; Ocean
    Master; Orion RTN-25X; Triton; Raven ES-05; Falcon-2; Skyguard-3; Condor-2; AWS-6 Dolphin; Type-120; Type-311;
    Type-345; Type-364; SR-2410C; Scanter-4100; Scanter-2001; RDY-3; Grifo-346; Seaspray-7500E; Searchmaster;
    APY-10; PS-05; Reccelite; Talios; CoMPASS; Toplite; CEROS-200; Medusa; Fregat; N-011M; Kopyo; 36D6; 80K6;
    Kasta-2E; Protivnik-GE; 1L219; Kolchuga; AQS-18; FLASH; DSQS-24; SQS-56; SS-105; ST-2400
    """,
    "Engines": """
    MTU-4000; MTU-883; MTU-956; MTU-2000; MTU-890; 16PA6; LM-2500; M-90; F-414; F-124; F-135; AL-41; RD-93; D-30;
    D-436; AI-25; AI-450; PT-6; PT6A; Makila; Arrius; TP-400; PW-100; CT-7; Trent; CFM56; V-2500; 6V-53T; C-7;
    C-18; Series-60; OM-366; OM-457; TCD-2015; BF-6M; TFE-731; AE-2100; BR-710; CF-34; PW-4000; PW-500; PW-207;
    JT-15D; T-55; T-64; T-800; MTR-390; TV-3; VK-2500; M-601; LTS-101; EJ-200; M-88; R-13; R-29; Pegasus; Atar-9;
    J-79; WS-13; DV-2; Tyne; Rotax-914; TR-60; TJ-150; J-402; Olympus; DS-71; TF-50; 28/33D; VP-185; MAN-175D;
    CAT-3516; 3512; KTA-50; TBD-620; V-1716; BL-230; M-504; 16D49; BZM-120
    """,
    "Naval weapons": """
    Super Rapid 76mm; Compact 76mm; Compact 40L70; DS-30M; DS-30B; DS-30MR; Mk-15 Phalanx; Mk-45 127mm; AK-176;
    AK-176 76mm; AK-630; AK-630 30mm; AK-230 30mm; AK-306; Goalkeeper; Goalkeeper 30mm; Millennium; Millennium
    35mm; Bofors 57mm Mk-3; 57mm Mk-3; MSI DS; Mk-41 VLS; Mk-41; Mk-48; Mk-56; Mk-29; Mk-49; RAM; Sylver; VL-MICA;
    Albatros; Albatros-NG; Barak-1 VLS; Barak-MX; Crotale-NG; Umkhonto VLS; Type-76A 37mm; Type-825 30mm; A-215
    Grad-M 122mm; RBU-6000; RBU-1200; A-190; A-190E 100mm; AK-100; AK-130; 127mm/64LW; 127mm/54; Mk-75 76mm; Mk-38
    25mm; Mk-44 30mm; Typhoon; Typhoon 25mm; STAMP; STOP; Gokdeniz; Narwhal; Marlin; Marlin 40; Seahawk; Seasnake
    """,
    "Missiles": """
    MU-90; Mk-54; Mk-46; A-244; A-244S; Black Shark; F-21; DM-2A4; SUT; TEST-71; 53-65; Yu-6; Mk-48; Mk-48 Mod-7;
    Mk-37; Mk-44; Sting Ray; Stingray; Tp-45; Type-43; Type-613; Type-45; TAL; K-745 Blue Shark; K-731; ET-52;
    Yu-7; Yu-3; Yu-4; SET-65; SAET-60; 53-56; SST-4; Spearfish; Tigerfish; Black Scorpion; F-17; APR-2; APR-3;
    AT-1
    """,
    "Satellites": """
    Göktürk; Gokturk-1; Helios; Helios-2; Falcon Eye; SBIRS; Kondor-E; OptSat-3000; Mohammed-6; EgyptSat;
    EgyptSat-2; Khayyam; SAR-Lupe; PRSS-1; VRSS-1; EROS; ICEYE; S-950
    """,
    "Other": """
    Hitfist; Kongsberg RWS; UT-30; UT-30BR; LCTS; LCTS-90; CSE-90; Samson RCWS; Samson; Samson-30; RCWS-30;
    Protector; Protector-MC; MCT-30; Raven R-400 SRWS; Guardian-30; Assaulter 105mm; Cobra 30mm; Challenger-3
    turret; Leopard-1A5 turret; Grom; Cockerill-3105; CT-CV; CPWS; Sharpshooter; Saber; Teber; Mizrak; E-8; Lance;
    RCT-30; Turra; Dragar; ZSSW-30; Bakhcha-U; Shkval; 905E; 908E; Mk-32B; 754
    """,
}


def categories(name: str) -> set[str | None]:
    """The categories of all systems and classes of that name."""
    return {s.entry.category for s in catalog().find(name) if s.entry.kind in (EntryKind.SYSTEM, EntryKind.CLASS)}


@pytest.mark.parametrize("category", DESIGNATIONS)
def test_designations_of_registers_have_their_category(category: str) -> None:
    names = [" ".join(name.split()) for name in DESIGNATIONS[category].split(";")]
    assert [name for name in names if category not in categories(name)] == []


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("The navy ordered two Kilo submarines.", "kilo-class-short"),
        ("He lost a kilo of weight.", None),
        ("The frigates carry a Goalkeeper with its 30mm gun.", "goalkeeper-ciws-short"),
        ("The Goalkeeper saved two penalties.", None),
        ("Thales will supply the Scout radar for the ships.", "scout-radar"),
        ("A Scout leader spoke to the boys.", None),
        ("Two Makassar-class ships were delivered.", "makassar-class"),
        ("He was born in Makassar, a port with many ships.", None),
        ("The Phalange party and the Phalanx militia met.", None),
        ("A new engine, the F404, powers the jet.", "f404"),
        ("The Helios reconnaissance satellite was launched.", "helios"),
        ("Helios was a god of the Greeks.", None),
    ],
)
def test_names_that_are_also_words_need_their_context(text: str, item: str | None) -> None:
    systems = {hit.entry.id for hit in catalog().scan(text) if hit.entry.kind == EntryKind.SYSTEM}
    assert systems == ({item} if item else set())
