// Flows as great circles and uses as circles on an equal-area-like projection, with d3-geo; correct across the antimeridian.
const SVG = 'http://www.w3.org/2000/svg';
const make = (name, given = {}, ...inside) => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(given)) node.setAttribute(key, value);
  node.append(...inside);
  return node;
};
const titled = text => { const node = make('title'); node.textContent = text; return node; };
const linked = (href, node) => make('a', { href }, node);

const arrow = (projection, from, to, width) => {
  const [a, b] = [.97, 1].map(share => projection(d3.geoInterpolate(from, to)(share)));
  if (!a || !b) return make('g');
  const angle = Math.atan2(b[1] - a[1], b[0] - a[0]) * 180 / Math.PI;
  const size = 4 + width;
  return make('path', { d: `M0 0L${-size} ${size / 2}L${-size} ${-size / 2}Z`, transform: `translate(${b}) rotate(${angle})`, class: 'head' });
};

const draw = async () => {
  const place = document.querySelector('#map');
  if (!place || !window.d3?.geoPath) return;
  const [data, world] = await Promise.all([place.dataset.source, place.dataset.world].map(async url => (await fetch(url)).json()));
  // As wide as it is shown, so that names keep their size on a small screen.
  const width = Math.max(340, Math.min(960, place.clientWidth || 960));
  let height = Math.round(width * (innerWidth < 700 ? .8 : .5));
  const lines = data.flows.map(f => ({ type: 'LineString', coordinates: [f.from, f.to] }));
  const points = [...data.flows.flatMap(f => [f.from, f.to]), ...data.uses.map(u => [u.lon, u.lat])];
  const shape = { type: 'GeometryCollection', geometries: [...lines, { type: 'MultiPoint', coordinates: points }] };
  const middle = points.length ? d3.geoCentroid(shape)[0] : 10;
  const projection = d3.geoEqualEarth().rotate([-Math.round(middle), 0]).fitWidth(width, { type: 'Sphere' });
  const whole = projection.scale();
  if (points.length) projection.fitExtent([[width * .07, 40], [width * .93, height - 40]], shape);
  if (!points.length || projection.scale() < whole) projection.fitExtent([[0, 0], [width, height]], { type: 'Sphere' });
  if (projection.scale() > whole * 5) {
    const at = d3.geoCentroid(shape);
    projection.scale(whole * 5).translate([0, 0]);
    const [x, y] = projection(at);
    projection.translate([width / 2 - x, height / 2 - y]);
  }
  // No more empty paper above the pole than need be.
  const [[, top]] = d3.geoPath(projection).bounds({ type: 'Sphere' });
  if (top > 8) projection.translate([projection.translate()[0], projection.translate()[1] - top + 8]);
  const [, [, bottom]] = d3.geoPath(projection).bounds({ type: 'Sphere' });
  height = Math.min(height, Math.ceil(bottom) + 8);
  const path = d3.geoPath(projection.clipExtent([[-5, -5], [width + 5, height + 5]]));
  const kept = place.dataset.kept ? `&${place.dataset.kept}` : '';
  const svg = make('svg', { viewBox: `0 0 ${width} ${height}` });
  svg.append(make('path', { d: path({ type: 'Sphere' }), class: 'sea' }), make('path', { d: path(d3.geoGraticule10()), class: 'grid' }));
  const countries = topojson.feature(world, world.objects.countries);
  svg.append(make('path', { d: path(countries), class: 'land' }));
  const most = d3.max(data.flows, f => f.transfers) || 1;
  for (const flow of [...data.flows].reverse()) {
    const thick = 1 + 4 * Math.sqrt(flow.transfers / most);
    const line = { type: 'LineString', coordinates: [flow.from, flow.to] };
    const text = `${flow.supplier} → ${flow.recipient}: ${flow.transfers} transfers${flow.disputed ? `, ${flow.disputed} disputed` : ''}\n${flow.systems.join(', ')}`;
    const stroke = make('path', { d: path(line) || '', class: `flow${flow.disputed ? ' disputed' : ''}`, 'stroke-width': thick }, titled(text));
    const href = `/register?supplier=${encodeURIComponent(flow.supplier)}&recipient=${encodeURIComponent(flow.recipient)}${kept}`;
    svg.append(linked(href, make('g', {}, stroke, arrow(projection, flow.from, flow.to, thick))));
  }
  for (const use of data.uses) {
    const at = projection([use.lon, use.lat]);
    const dot = make('circle', { cx: at[0], cy: at[1], r: 2.5 + use.precision * 1.2, class: `use ${use.certainty}` }, titled(`${use.says}\n${use.day || 'undated'}, ${use.place} (${use.exactness})`));
    svg.append(linked(`/reports/${encodeURIComponent(use.report)}?claim=${encodeURIComponent(use.claim)}${kept}`, dot));
  }
  const named = new Map(data.flows.slice(0, 40).flatMap(f => [[f.supplier, f.from], [f.recipient, f.to]]));
  const taken = [];
  for (const [name, where] of named) {
    const [x, y] = projection(where);
    if (taken.some(([a, b]) => Math.abs(a - x) < 60 && Math.abs(b - y) < 11)) continue;
    taken.push([x, y]);
    const right = x > width - 70;
    const label = make('text', { x: right ? x - 4 : x + 4, y: y + 12, 'text-anchor': right ? 'end' : 'start' });
    label.textContent = name;
    svg.append(label);
  }
  place.replaceChildren(svg);
};

// A slider over the years beside the year field: its first place means all years.
const slide = () => {
  const input = document.querySelector('#year');
  const years = (input?.dataset.years || '').split(' ').filter(Boolean);
  if (years.length < 2 || input.dataset.slid) return;
  input.dataset.slid = '1';
  const slider = Object.assign(document.createElement('input'), { type: 'range', min: 0, max: years.length, id: 'year-slider' });
  slider.setAttribute('aria-label', 'Year');
  slider.value = input.value ? years.indexOf(input.value) + 1 : 0;
  slider.addEventListener('input', () => { input.value = years[slider.value - 1] || ''; });
  slider.addEventListener('change', () => input.dispatchEvent(new Event('change', { bubbles: true })));
  input.after(slider);
};
const both = () => { slide(); draw(); };
addEventListener('load', both);
document.addEventListener('shown', both);
if (document.readyState === 'complete') both();
