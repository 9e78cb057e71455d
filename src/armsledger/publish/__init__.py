"""The register and readings as tables, JSON, dossiers and pages."""
