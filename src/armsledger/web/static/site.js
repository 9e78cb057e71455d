// What every page does with scripts: forms that show at once what they say, and a slider over the days of publication.
document.documentElement.classList.add('scripted');

const sampled = input => (input.dataset.days || '').split(' ').filter(Boolean);

// A slider beside each date field: its last place means today.
const addSlider = input => {
  const days = sampled(input);
  if (days.length < 2 || input.dataset.slid) return;
  input.dataset.slid = '1';
  const slider = Object.assign(document.createElement('input'), { type: 'range', min: 0, max: days.length, step: 1 });
  slider.setAttribute('aria-label', 'As known at, day by day');
  slider.id = `${input.id}-slider`;
  const told = document.createElement('output');
  const place = () => {
    const first = days.findIndex(day => day > input.value);
    slider.value = !input.value || first < 0 ? days.length : Math.max(0, first - 1);
    slider.setAttribute('aria-valuetext', told.value = input.value || 'today');
  };
  place();
  slider.addEventListener('input', () => {
    input.value = days[slider.value] || '';
    slider.setAttribute('aria-valuetext', told.value = input.value || 'today');
  });
  slider.addEventListener('change', () => send(slider.form));
  input.after(slider, told);
};

// A form that is "live" goes off by itself; the page that comes back takes the place of this one, keeping scroll and focus.
const address = form => {
  const given = [...new FormData(form)].filter(([, value]) => value !== '' && typeof value === 'string');
  const query = new URLSearchParams(given.filter(([name, value]) => !(name === 'rule' && value === 'cautious')));
  return `${new URL(form.action).pathname}${query.size ? `?${query}` : ''}`;
};
const send = form => {
  const goal = address(form);
  if (!window.htmx) { location.assign(goal); return; }
  const focused = document.activeElement?.id;
  window.htmx.ajax('GET', goal, { target: '#main', select: '#main', swap: 'outerHTML' })
    .then(() => {
      history.pushState({}, '', goal);
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      document.dispatchEvent(new CustomEvent('shown'));
      prepare();
    }, () => location.assign(goal));
};
const prepare = () => {
  document.querySelectorAll('input[data-days]').forEach(addSlider);
  document.querySelectorAll('form.live').forEach(form => {
    if (form.dataset.ready) return;
    form.dataset.ready = '1';
    form.addEventListener('change', event => { if (event.target.type !== 'range') send(form); });
    form.addEventListener('submit', event => { event.preventDefault(); send(form); });
  });
};
// On a small screen filters that filter nothing are folded away.
if (matchMedia('(max-width: 760px)').matches) document.querySelectorAll('details[data-foldable]').forEach(node => { node.open = false; });
addEventListener('popstate', () => location.reload());
prepare();
