// Point at a claim or one of its fields: its words light up. Point at words: their claims light up.
const start = () => {
  const pieces = [...document.querySelectorAll('.text [data-at]')].map(node => {
    const [low, high] = node.dataset.at.split('-').map(Number);
    return { node, low, high };
  });
  const claims = [...document.querySelectorAll('.beside .card')];
  const spansOf = node => (node.dataset.spans || '').split(' ').filter(Boolean).map(span => span.split('-').map(Number));
  const within = (spans, low, high) => spans.some(([a, b]) => a < high && low < b);
  const clear = () => document.querySelectorAll('.on, .lit').forEach(node => node.classList.remove('on', 'lit'));
  const light = (spans, kind) => {
    clear();
    for (const { node, low, high } of pieces)
      if (within(spans, low, high)) { node.classList.add('on'); node.style.setProperty('--c', `var(--${kind})`); }
  };
  for (const claim of claims) {
    const kind = claim.dataset.kind;
    const show = () => { light(spansOf(claim), kind); claim.classList.add('lit'); };
    claim.addEventListener('mouseenter', show);
    claim.addEventListener('focus', show);
    claim.addEventListener('mouseleave', clear);
    for (const button of claim.querySelectorAll('button.to')) {
      const point = event => { event.stopPropagation(); light(spansOf(button), kind); claim.classList.add('lit'); };
      button.addEventListener('mouseenter', point);
      button.addEventListener('focus', point);
      button.addEventListener('click', event => { point(event); document.querySelector('.text .on')?.scrollIntoView({ block: 'center' }); });
      button.addEventListener('mouseleave', show);
    }
  }
  for (const { node, low, high } of pieces.filter(piece => piece.node.matches('mark'))) {
    const own = () => claims.filter(claim => within(spansOf(claim), low, high));
    node.tabIndex = 0;
    const show = () => { clear(); node.classList.add('on'); own().forEach(claim => claim.classList.add('lit')); };
    node.addEventListener('mouseenter', show);
    node.addEventListener('focus', show);
    node.addEventListener('mouseleave', clear);
    node.addEventListener('click', () => own()[0]?.scrollIntoView({ block: 'center' }));
    node.addEventListener('keydown', event => { if (event.key === 'Enter') own()[0]?.focus(); });
  }
};
start();
