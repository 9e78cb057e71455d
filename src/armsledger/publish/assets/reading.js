// Point at a claim or one of its fields: its words light up. Point at words: their claims light up.
const pieces = [...document.querySelectorAll('.text [data-at]')].map(node => {
  const [start, end] = node.dataset.at.split('-').map(Number);
  return { node, start, end };
});
const claims = [...document.querySelectorAll('.claim')];
const clear = () => document.querySelectorAll('.on, .lit').forEach(node => node.classList.remove('on', 'lit'));
const light = (spans, kind) => {
  clear();
  for (const { node, start, end } of pieces)
    if (spans.some(([low, high]) => start < high && low < end)) { node.classList.add('on'); node.style.setProperty('--c', `var(--${kind})`); }
};
const spansOf = node => node.dataset.spans.split(' ').filter(Boolean).map(span => span.split('-').map(Number));
const kindOf = claim => claim.dataset.kind;
for (const claim of claims) {
  const show = () => { light(spansOf(claim), kindOf(claim)); claim.classList.add('lit'); };
  claim.addEventListener('mouseenter', show);
  claim.addEventListener('focus', show);
  claim.addEventListener('mouseleave', clear);
  for (const button of claim.querySelectorAll('button.to')) {
    const point = event => { event.stopPropagation(); light(spansOf(button), kindOf(claim)); claim.classList.add('lit'); };
    button.addEventListener('mouseenter', point);
    button.addEventListener('focus', point);
    button.addEventListener('click', event => {
      point(event);
      document.querySelector('.text .on')?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    });
    button.addEventListener('mouseleave', show);
  }
}
for (const { node, start, end } of pieces.filter(piece => piece.node.matches('mark'))) {
  const own = () => claims.filter(claim => spansOf(claim).some(([low, high]) => start < high && low < end));
  const show = () => { clear(); node.classList.add('on'); own().forEach(claim => claim.classList.add('lit')); };
  node.addEventListener('mouseenter', show);
  node.addEventListener('focus', show);
  node.addEventListener('mouseleave', clear);
  node.addEventListener('click', () => own()[0]?.scrollIntoView({ block: 'center', behavior: 'smooth' }));
}
