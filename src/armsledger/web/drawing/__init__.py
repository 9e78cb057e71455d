"""Small pictures as SVG, drawn on the server so that pages read without scripts. Positions are attributes, never styles."""
