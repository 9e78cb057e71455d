// Review by keyboard. A key sends the form or follows the link that carries it; in a field, keys write, and Escape leaves it.
const text = document.querySelector('#words');
const editing = target => target.matches?.('input, select, textarea');

// Words of the text, each with its place in the report. A word that an edge of evidence cuts is still one word.
const words = [];
let cut = false;
if (text) {
  for (const piece of text.querySelectorAll('[data-at]')) {
    let at = Number(piece.dataset.at.split('-')[0]);
    const parts = piece.textContent.split(/(\s+)/u);
    piece.replaceChildren(...parts.filter(Boolean).map(part => {
      const from = at;
      at += [...part].length;
      if (/^\s+$/u.test(part)) { cut = false; return document.createTextNode(part); }
      const node = document.createElement('span');
      node.textContent = part;
      node.dataset.from = from;
      node.dataset.to = at;
      if (cut) words.at(-1).push(node); else words.push([node]);
      cut = true;
      return node;
    }));
  }
}
const show = spans => {
  for (const node of words.flat()) {
    const [from, to] = [Number(node.dataset.from), Number(node.dataset.to)];
    node.classList.toggle('on', spans.some(([low, high]) => from < high && low < to));
  }
};

// Selecting words: by mouse, or with w, arrow keys and Shift; Enter takes them as the value.
let choosing = false, anchor = 0, head = 0;
const bounds = () => [Math.min(anchor, head), Math.max(anchor, head)];
const paint = () => words.forEach((nodes, place) => nodes.forEach(node => node.classList.toggle('on', choosing && place >= bounds()[0] && place <= bounds()[1])));
const strip = (value, side) => (side ? value.replace(/[\s.,;:!?"'”’)\]]+$/u, '') : value.replace(/^[\s"'“‘(\[]+/u, ''));
const take = (from, raw) => {
  const left = strip(raw, false), value = strip(left, true);
  const start = from + [...raw].length - [...left].length;
  document.querySelector('#value').value = value.replace(/\s+/gu, ' ');
  document.querySelector('#span').value = `${start}-${start + [...value].length}`;
  document.querySelector('#amend-form button').focus();
};
const takeWords = () => {
  const [low, high] = bounds();
  const range = document.createRange();
  range.setStartBefore(words[low][0]);
  range.setEndAfter(words[high].at(-1));
  take(Number(words[low][0].dataset.from), range.toString());
};
const begin = () => {
  if (!words.length || !document.querySelector('#value')) return;
  choosing = true;
  const first = words.findIndex(nodes => nodes[0].closest('mark'));
  anchor = head = Math.max(0, first);
  text.tabIndex = -1;
  text.focus();
  paint();
};
const choose = event => {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 }[event.key];
  if (step) {
    head = Math.min(words.length - 1, Math.max(0, head + step));
    if (!event.shiftKey) anchor = head;
    paint();
    words[head][0].scrollIntoView({ block: 'nearest' });
  } else if (event.key === 'Enter') { choosing = false; takeWords(); } else if (event.key === 'Escape') { choosing = false; paint(); } else return;
  event.preventDefault();
};
text?.addEventListener('mouseup', () => {
  const selection = getSelection();
  if (selection.isCollapsed || !document.querySelector('#value')) return;
  const range = selection.getRangeAt(0);
  const touched = words.filter(nodes => nodes.some(node => range.intersectsNode(node)));
  if (!touched.length) return;
  anchor = words.indexOf(touched[0]);
  head = words.indexOf(touched.at(-1));
  takeWords();
});

const field = document.querySelector('#field');
const offer = () => {
  const known = document.querySelector(`template[data-field="${field.value}"]`)?.innerHTML.split(' ') || [];
  document.querySelector('#values').replaceChildren(...known.map(value => Object.assign(document.createElement('option'), { value })));
};
field?.addEventListener('change', offer);
document.querySelector('#value')?.addEventListener('input', () => { document.querySelector('#span').value = ''; });
if (field) offer();

document.querySelectorAll('button.to').forEach(button => button.addEventListener('focus', () => show(button.dataset.spans.split(' ').map(span => span.split('-').map(Number)))));
document.querySelectorAll('button.to').forEach(button => button.addEventListener('mouseenter', () => show(button.dataset.spans.split(' ').map(span => span.split('-').map(Number)))));

addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (choosing) { choose(event); return; }
  if (editing(event.target)) { if (event.key === 'Escape') event.target.blur(); return; }
  if (event.key === 'e' && field) { event.preventDefault(); field.focus(); return; }
  if (event.key === 'w' && field) { event.preventDefault(); begin(); return; }
  if (event.key === 'm') { const other = document.querySelector('#elsewhere'); if (other) { event.preventDefault(); other.open = true; other.querySelector('input[name=transfer]').focus(); } return; }
  if (event.key === 'Enter' && event.target.closest?.('a, button, summary')) return;
  const goal = [...document.querySelectorAll('[data-key]')].find(node => node.dataset.key === event.key);
  if (!goal || event.repeat) return;
  event.preventDefault();
  if (goal.matches('form')) goal.requestSubmit(); else goal.click();
});
