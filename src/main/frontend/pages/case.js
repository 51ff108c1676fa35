// The picture of a case's procedure: the model is drawn, the elements where the case stands and has been are marked by classes.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';

const READABLE = 0.6;

async function draw(canvas) {
  canvas.dataset.drawn = 'yes';
  const answer = await fetch(canvas.dataset.source, { headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    canvas.textContent = '流程图暂时取不到，请看下方的文字说明。';
    return;
  }
  const { bpmn, open, passed, cut } = await answer.json();
  // The wheel scrolls the page, not the picture.
  const viewer = new NavigatedViewer({ container: canvas, zoomScroll: { enabled: false } });
  await viewer.importXML(bpmn);
  const view = viewer.get('canvas');
  const elements = viewer.get('elementRegistry');
  const isArea = element => element.type === 'bpmn:SubProcess' && !element.collapsed;
  const mark = (ids, name) => ids.map(id => elements.get(id)).filter(Boolean).forEach(element => {
    view.addMarker(element, name);
    if (isArea(element)) {
      view.addMarker(element, 'area');
    }
  });
  mark(passed, 'been');
  mark(cut, 'cut');
  mark(open, 'here');

  const here = open.map(id => elements.get(id)).filter(element => element && !isArea(element));
  const toHere = () => {
    if (here.length) {
      view.zoom(Math.max(READABLE, Math.min(1, view.zoom())));
      const { width, height } = view.viewbox();
      const last = here[here.length - 1];
      view.viewbox({ x: last.x + last.width / 2 - width / 2, y: last.y + last.height / 2 - height / 2, width, height });
    }
  };
  view.zoom('fit-viewport', 'auto');
  if (view.zoom() < READABLE) {
    if (here.length) {
      toHere();
    } else {
      const { inner, outer } = view.viewbox();
      view.viewbox({ x: inner.x - 20, y: inner.y + inner.height / 2 - outer.height / READABLE / 2, width: outer.width / READABLE, height: outer.height / READABLE });
    }
  }

  const zooms = {
    in: () => view.zoom(Math.min(3, view.zoom() * 1.25)),
    out: () => view.zoom(Math.max(0.1, view.zoom() / 1.25)),
    fit: () => view.zoom('fit-viewport', 'auto'),
    here: toHere
  };
  canvas.parentElement.querySelectorAll('[data-zoom]').forEach(button => button.addEventListener('click', zooms[button.dataset.zoom]));
  fingers(canvas, view);
  // Both can be reached by keyboard; what they are has to be said in Chinese.
  const picture = canvas.querySelector('svg');
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', canvas.getAttribute('aria-label'));
  const maker = canvas.querySelector('.bjs-powered-by');
  maker.title = '流程图由 bpmn.io 绘制';
  maker.setAttribute('aria-label', maker.title);
  canvas.dataset.ready = 'yes';
}

// A finger moves the picture sideways; up and down it scrolls the page.
function fingers(canvas, view) {
  let last = null;
  canvas.addEventListener('pointerdown', event => {
    last = event.pointerType === 'touch' ? event : null;
  });
  canvas.addEventListener('pointermove', event => {
    if (last && event.pointerId === last.pointerId) {
      view.scroll({ dx: event.clientX - last.clientX, dy: 0 });
      last = event;
    }
  });
  [ 'pointerup', 'pointercancel' ].forEach(end => canvas.addEventListener(end, () => { last = null; }));
}

function drawAll() {
  document.querySelectorAll('.canvas[data-source]:not([data-drawn])').forEach(draw);
}

// Says at once what the server would say after a long upload.
function watchSizes() {
  const form = document.querySelector('form.attach');
  if (!form) {
    return;
  }
  const input = form.querySelector('input[type=file]');
  const wrong = form.querySelector('.wrong');
  input.addEventListener('change', () => {
    const large = [ ...input.files ].filter(file => file.size > form.dataset.megabytes * 1024 * 1024).map(file => `“${file.name}”`);
    const message = large.length ? `${large.join('、')}超过 ${form.dataset.megabytes} MB，请压缩后再选` : '';
    input.setCustomValidity(message);
    input.setAttribute('aria-invalid', String(large.length > 0));
    wrong.textContent = message;
    wrong.hidden = !message;
  });
}

// Whoever presses twice sends once.
document.addEventListener('submit', event => {
  if (event.target.method === 'post' && event.target.dataset.sent) {
    event.preventDefault();
  }
  event.target.dataset.sent = 'true';
});
window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => { delete form.dataset.sent; }));

watchSizes();
document.addEventListener('htmx:load', drawAll);
drawAll();
