// Three columns of names with sigma: suppliers, systems, recipients. Places come from the server, so the picture is the same for all.
let shown;
const draw = async () => {
  const place = document.querySelector('#network');
  if (!place || !window.Sigma || !window.graphology) return;
  shown?.kill();
  const { nodes, edges } = await (await fetch(place.dataset.source)).json();
  const style = getComputedStyle(document.documentElement);
  const colour = name => style.getPropertyValue(`--${name}`).trim();
  const graph = new graphology.Graph({ type: 'directed' });
  const most = Math.max(1, ...nodes.map(node => node.transfers));
  const wide = place.clientWidth / Math.max(1, place.clientHeight);
  for (const node of nodes)
    graph.addNode(node.id, { label: node.name, x: node.column * wide, y: -node.place * 2, size: 4 + 9 * Math.sqrt(node.transfers / most), color: colour(['transfer', 'soft', 'statement'][node.column]), column: node.column });
  const heaviest = Math.max(1, ...edges.map(edge => edge.transfers));
  for (const edge of edges)
    graph.addEdge(edge.source, edge.target, { size: .8 + 3 * edge.transfers / heaviest, color: edge.disputed ? colour('disputed') : colour('thread') });
  place.replaceChildren();
  let pointed;
  shown = new Sigma(graph, place, {
    labelColor: { color: colour('ink') }, labelFont: 'system-ui, sans-serif', labelSize: 12, labelDensity: 4, labelGridCellSize: 30, labelRenderedSizeThreshold: 0,
    allowInvalidContainer: true, stagePadding: 60,
    nodeReducer: (id, data) => (pointed && id !== pointed && !graph.areNeighbors(id, pointed) ? { ...data, label: '', color: colour('wash') } : data),
    edgeReducer: (id, data) => (pointed && !graph.extremities(id).includes(pointed) ? { ...data, hidden: true } : data),
  });
  // Room on the right for the names of recipients.
  shown.setCustomBBox({ x: [0, 2.3 * wide], y: [-2, 0] });
  shown.refresh();
  shown.on('enterNode', ({ node }) => { pointed = node; shown.refresh(); });
  shown.on('leaveNode', () => { pointed = undefined; shown.refresh(); });
  shown.on('clickNode', ({ node }) => {
    const { column, label } = graph.getNodeAttributes(node);
    const query = new URLSearchParams(location.search);
    query.set(['supplier', 'system', 'recipient'][column], label);
    location.assign(`/register?${query}`);
  });
};
addEventListener('load', draw);
document.addEventListener('shown', draw);
if (document.readyState === 'complete') draw();
