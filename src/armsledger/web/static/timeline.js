// Draws the claims of the page with Observable Plot: a bar or dot where each is said to have happened, by stage.
const ORDER = ['halted', 'supported', 'delivered', 'produced', 'ordered', 'approved', 'pledged', 'talks'];
const draw = async () => {
  const place = document.querySelector('#timeline');
  if (!place || !window.Plot) return;
  const { events } = await (await fetch(place.dataset.source)).json();
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(`--${name}`).trim();
  const rows = events.map(e => ({ ...e, from: new Date(e.from || e.when), to: new Date(e.to || e.from || e.when), long: Boolean(e.from && e.to && e.from !== e.to) }));
  const title = e => `${e.says}\n${e.stage}, ${e.certainty}\ntold ${e.known}`;
  const href = e => `/transfers/${encodeURIComponent(e.transfer)}#claim-${encodeURIComponent(e.claim)}`;
  const fill = e => (e.certainty === 'denied' ? 'denied' : e.certainty === 'asserted' ? 'asserted' : 'planned or possible');
  const stages = ORDER.filter(stage => rows.some(e => e.stage === stage));
  const chart = window.Plot.plot({
    width: Math.max(320, place.clientWidth - 16), height: 60 + 42 * stages.length, marginLeft: 78,
    style: { background: 'transparent', fontSize: '12px' },
    x: { type: 'utc', label: null, grid: true },
    y: { domain: stages, label: null },
    color: { domain: ['asserted', 'planned or possible', 'denied'], range: [colour('transfer'), colour('statement'), colour('refuted')], legend: true },
    marks: [
      window.Plot.barX(rows.filter(e => e.long), { x1: 'from', x2: 'to', y: 'stage', fill, fillOpacity: .28, insetTop: 8, insetBottom: 8, title, href }),
      window.Plot.dot(rows.filter(e => !e.long), { x: 'from', y: 'stage', stroke: fill, r: 4, strokeWidth: 1.5, title, href }),
      window.Plot.tip(rows, window.Plot.pointer({ x: 'from', y: 'stage', title, fill: colour('card'), stroke: colour('rule') })),
    ],
  });
  // Plot names its groups for nobody: a name without a role is a barrier.
  chart.querySelectorAll('g[aria-label]').forEach(group => group.removeAttribute('aria-label'));
  place.replaceChildren(chart);
};
addEventListener('load', draw);
document.addEventListener('shown', draw);
if (document.readyState === 'complete') draw();
