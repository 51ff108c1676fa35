// The call screen by keyboard: search and choose, fill in, start. What is typed goes to the server a moment later; while the server cannot be reached, or the
// sign-in has run out, it stays in the fields and the page says so.
import './live.js';

const TYPING_PAUSE = 600;
const RETRY_PAUSE = 5000;
const query = document.getElementById('q');
const matches = document.getElementById('matches');
const trouble = document.getElementById('trouble');

let timer = null;
let retry = null;
let unsaved = false;
// Counts what is typed, so that an answer to an older state does not pass for the newest.
let changes = 0;
let leaving = false;
// One request after the other, so that an older state never overwrites a newer one.
let line = Promise.resolve();
let matter = null;
let choosing = false;

const desk = () => document.getElementById('desk');
const sheet = () => document.getElementById('sheet');
const address = part => `/pages/call/drafts/${desk().dataset.draft}${part}`;

class SignedOut extends Error {}
class Refused extends Error {
  constructor(message, wayOut) {
    super(message);
    this.wayOut = wayOut;
  }
}

// A copy of what has not reached the server yet, in this tab only: it outlives a refresh and a server that is away.
const COPY = 'call-draft:';
const copyOf = id => `${COPY}${desk().dataset.person}:${id}`;

async function send(path, body) {
  const token = document.querySelector('meta[name="csrf-token"]');
  const answer = await fetch(path, {
    method: body ? 'POST' : 'GET',
    body,
    redirect: 'manual',
    headers: { 'X-Part': '1', ...(body && token ? { [token.dataset.header]: token.content } : {}) }
  });
  if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) {
    throw new SignedOut();
  }
  if (answer.status === 422 && answer.headers.get('Content-Type')?.startsWith('text/plain')) {
    throw new Refused(await answer.text(), answer.headers.get('X-Way-Out'));
  }
  return answer;
}

function inLine(task) {
  line = line.then(task).catch(report);
  return line;
}

function report(error) {
  unsaved = true;
  const signedOut = error instanceof SignedOut;
  const refused = error instanceof Refused;
  clearTimeout(retry);
  if (!signedOut && !refused) {
    retry = setTimeout(again, RETRY_PAUSE);
  }
  trouble.replaceChildren(document.createTextNode(signedOut
    ? '登录已失效，或您不能再登记。已填的内容还在本页，没有保存。请在新窗口重新登录，再回到这里点“重新保存”。'
    : refused ? `${error.message}。已填的内容还在本页，没有保存。`
    : '暂时连不上服务器。已填的内容还在本页，没有保存。连上以后会自动保存，也可以点“重新保存”。'));
  if (signedOut || error.wayOut) {
    const link = document.createElement('a');
    link.href = signedOut ? '/login' : error.wayOut;
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = signedOut ? '在新窗口登录' : '在新窗口打开未完成的登记';
    trouble.append(link);
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'small';
  button.textContent = '重新保存';
  button.addEventListener('click', again);
  trouble.append(button);
  trouble.hidden = false;
  say('没有保存');
}

function again() {
  clearTimeout(retry);
  return inLine(async () => {
    await freshToken();
    await save();
  });
}

// After a new sign-in in another window the page's own token is stale.
async function freshToken() {
  const answer = await send('/pages/call');
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('meta[name="csrf-token"]');
  if (fresh) {
    document.querySelector('meta[name="csrf-token"]').content = fresh.content;
    document.querySelectorAll('input[name="_csrf"]').forEach(input => { input.value = fresh.content; });
  }
}

function fine() {
  clearTimeout(retry);
  trouble.hidden = true;
  unsaved = false;
  sessionStorage.removeItem(copyOf(desk().dataset.draft));
}

function say(text) {
  const kept = document.getElementById('kept');
  if (kept && kept.textContent !== text) {
    kept.textContent = text;
  }
}

function posted() {
  const data = new URLSearchParams();
  for (const [ name, value ] of new FormData(sheet())) {
    if (name !== '_csrf') {
      // The one character that nobody sees and the server does not take.
      data.append(name, value.replaceAll('\0', ''));
    }
  }
  // Says that this is a sheet even when nothing in it has a value.
  data.append('f_', '');
  return data;
}

function later(pause) {
  unsaved = true;
  changes++;
  sessionStorage.setItem(copyOf(desk().dataset.draft), JSON.stringify({ base: desk().dataset.updated, sheet: posted().toString() }));
  clearTimeout(timer);
  timer = setTimeout(() => inLine(save), pause);
}

async function save() {
  clearTimeout(timer);
  const state = changes;
  const answer = await send(address(''), posted());
  if (answer.status === 409) {
    moveOn(answer.headers.get('Location'));
    return;
  }
  if (!answer.ok) {
    throw new Error(answer.status);
  }
  const kept = await answer.json();
  desk().dataset.updated = kept.version;
  if (state === changes) {
    fine();
  }
  say(`草稿已保存 ${kept.at}`);
  stay();
  for (const field of sheet().querySelectorAll('[data-key]')) {
    field.hidden = kept.hidden.includes(field.dataset.key);
  }
  for (const part of sheet().querySelectorAll('.part')) {
    part.hidden = [ ...part.querySelectorAll('[data-key]') ].every(field => field.hidden);
  }
  if (kept.matter !== matter) {
    matter = kept.matter;
    const echo = await send(address('/echo'));
    if (echo.ok) {
      document.getElementById('echo').innerHTML = await echo.text();
    }
  }
}

// The sheet has become a case.
function moveOn(address) {
  leaving = true;
  sessionStorage.removeItem(copyOf(desk().dataset.draft));
  location.assign(address);
}

// What the server has under this number: the desk, or the page that tells of the case; null where there is nothing.
async function onServer(id) {
  const answer = await fetch(`/pages/call?draft=${id}`);
  const { pathname, searchParams } = new URL(answer.url);
  if (pathname === '/login') {
    throw new SignedOut();
  }
  if (!answer.ok) {
    throw new Error(answer.status);
  }
  if (pathname.startsWith('/pages/call/done/')) {
    return { done: answer.url };
  }
  return searchParams.get('draft') !== id ? null
    : { desk: new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('desk') };
}

// A refresh, or a server that was away, may have left something behind that the server does not know.
async function recover() {
  const mine = copyOf('');
  for (const key of Object.keys(sessionStorage).filter(name => name.startsWith(mine))) {
    const id = key.substring(mine.length);
    const copy = JSON.parse(sessionStorage.getItem(key));
    const there = await onServer(id);
    // What was changed elsewhere since, or has become a case, is newer.
    if (copy.base === (there?.desk?.dataset.updated || '0') && !there?.done) {
      await send(`/pages/call/drafts/${id}`, new URLSearchParams(copy.sheet));
    }
    sessionStorage.removeItem(key);
    if (!unsaved) {
      const again = id === desk().dataset.draft || performance.getEntriesByType('navigation')[0]?.type === 'reload'
        || new URLSearchParams(location.search).has('discarded');
      leaving = true;
      location.replace(again ? `/pages/call?draft=${id}` : location.href);
      return;
    }
  }
}

// Whoever comes back to this window sees what was written meanwhile in another one.
async function catchUp() {
  if (desk().dataset.kept !== 'true' || unsaved || leaving) {
    return;
  }
  const there = await onServer(desk().dataset.draft);
  if (there?.done) {
    moveOn(there.done);
  } else if (there && !unsaved && there.desk.dataset.updated !== desk().dataset.updated) {
    const at = document.activeElement.id;
    desk().replaceWith(document.adoptNode(there.desk));
    document.getElementById(at)?.focus();
    matter = null;
    say('已取来另一个窗口里的改动');
  }
}

// A refresh comes back to this draft.
function stay() {
  desk().dataset.kept = 'true';
  document.getElementById('drop').hidden = false;
  const here = `/pages/call?draft=${desk().dataset.draft}`;
  if (location.pathname + location.search !== here) {
    history.replaceState(null, '', here);
  }
}

function replace(html) {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  desk().replaceWith(holder.content.querySelector('#desk'));
}

// What is pasted is never cut off: whoever writes too much is told by how much.
function measure(field) {
  const over = field.closest('.field')?.querySelector('.over');
  if (over) {
    const most = Number(field.dataset.longest);
    over.textContent = field.value.length > most ? `写了 ${field.value.length} 个字，最多 ${most} 个，请删去 ${field.value.length - most} 个。` : '';
  }
}

// The first field that is still to be filled in.
function nextField() {
  const open = [ ...sheet().querySelectorAll('.field:not([hidden]) :is(input, select, textarea)') ].filter(field => field.required && !field.value);
  const next = open[0] || sheet().querySelector('#go');
  // Where it is in sight anyway nothing moves: the clerk is just reading who calls.
  const { top, bottom } = next.getBoundingClientRect();
  const floor = Math.min(window.innerHeight, sheet().querySelector('.sheet-foot').getBoundingClientRect().top);
  next.focus({ preventScroll: top > 0 && bottom < floor });
}

function choose(data) {
  close();
  query.value = '';
  clearTimeout(timer);
  return inLine(async () => {
    const body = posted();
    Object.entries(data).forEach(([ name, value ]) => body.append(name, value));
    const answer = await send(address('/caller'), body);
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    replace(await answer.text());
    fine();
    say('草稿已保存');
    stay();
    matter = null;
    const known = desk().querySelector('.who-calls');
    if (known && matchMedia('(max-width: 64rem)').matches) {
      // On a narrow screen the sheet stands below: first it is to be seen who calls.
      known.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    } else {
      nextField();
    }
  });
}

function start() {
  clearTimeout(timer);
  const go = document.getElementById('go');
  if (go.disabled) {
    return;
  }
  go.disabled = true;
  inLine(async () => {
    const answer = await send(address('/start'), posted());
    if (answer.status === 201) {
      moveOn(answer.headers.get('Location'));
    } else if (answer.status === 422) {
      replace(await answer.text());
      fine();
      stay();
      (sheet().querySelector('[aria-invalid="true"]') || document.getElementById('refusal')).focus();
    } else {
      throw new Error(answer.status);
    }
  }).finally(() => {
    if (!leaving) {
      document.getElementById('go').disabled = false;
    }
  });
}

// The list of matches

const options = () => [ ...matches.querySelectorAll('[role="option"]') ];
const active = () => matches.querySelector('[aria-selected="true"]');

function select(option) {
  options().forEach(other => other.setAttribute('aria-selected', String(other === option)));
  if (option) {
    query.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  } else {
    query.removeAttribute('aria-activedescendant');
  }
}

function close() {
  matches.replaceChildren();
  query.setAttribute('aria-expanded', 'false');
  query.removeAttribute('aria-activedescendant');
  choosing = false;
}

function take(option) {
  const { customer, unit, said } = option.dataset;
  choose(said ? { said } : { ...(customer ? { customer } : {}), ...(unit ? { unit } : {}) });
}

const upToDate = () => matches.querySelector('#match-list')?.dataset.q === query.value.trim();

function key(event) {
  const all = options();
  const at = all.indexOf(active());
  if (event.key === 'ArrowDown' && all.length) {
    select(all[(at + 1) % all.length]);
  } else if (event.key === 'ArrowUp' && all.length) {
    select(all[(at - 1 + all.length) % all.length]);
  } else if (event.key === 'Escape') {
    close();
    query.value = '';
  } else if (event.key === 'Enter' && !event.isComposing && !event.ctrlKey && !event.metaKey) {
    if (upToDate() && active()) {
      take(active());
    } else if (query.value.trim()) {
      // The answer to what was typed last is still on its way.
      choosing = true;
    }
  } else {
    return;
  }
  event.preventDefault();
}

function toSearch() {
  query.focus();
  query.select();
}

if (query) {
  query.addEventListener('keydown', key);
  query.addEventListener('input', () => {
    choosing = false;
    if (!query.value.trim()) {
      close();
    }
  });
  matches.addEventListener('mousedown', event => event.preventDefault());
  matches.addEventListener('click', event => {
    const option = event.target.closest('[role="option"]');
    if (option) {
      take(option);
    }
  });
  // A sign-in page is no answer to a search.
  document.addEventListener('htmx:beforeSwap', event => {
    if (new URL(event.detail.xhr.responseURL, location.href).pathname === '/login') {
      event.detail.shouldSwap = false;
      report(new SignedOut());
    } else if (!query.value.trim()) {
      event.detail.shouldSwap = false;
    }
  });
  document.addEventListener('htmx:responseError', event => report([ 401, 403 ].includes(event.detail.xhr.status) ? new SignedOut() : new Error()));
  document.addEventListener('htmx:sendError', () => report(new Error()));
  document.addEventListener('htmx:afterSwap', event => {
    if (event.target !== matches) {
      return;
    }
    query.setAttribute('aria-expanded', String(options().length > 0));
    select(options()[0]);
    if (choosing && upToDate() && options().length) {
      // Whoever pressed Enter at once meant the only match; several are to be looked at first.
      choosing = false;
      if (options().length <= 2) {
        take(options()[0]);
      }
    }
  });
  document.addEventListener('click', event => {
    if (!event.target.closest('.finder')) {
      close();
    }
    const button = event.target.closest('#desk .known button[data-unit]');
    if (button) {
      choose({ ...(button.dataset.customer ? { customer: button.dataset.customer } : {}), unit: button.dataset.unit });
    } else if (event.target.closest('[data-forget]')) {
      choose({});
      toSearch();
    }
  });
  document.addEventListener('input', event => {
    if (event.target.closest('#sheet')) {
      measure(event.target);
      later(event.target.matches('select, [type="radio"], [type="checkbox"]') ? 0 : TYPING_PAUSE);
    }
  });
  document.addEventListener('submit', event => {
    if (event.target.classList.contains('leave') && unsaved && trouble.hidden) {
      // First what was typed, then out: afterwards nothing could be kept any more.
      event.preventDefault();
      inLine(save).then(() => {
        if (trouble.hidden) {
          event.target.submit();
        }
      });
    } else if (event.target.closest('.drafts')) {
      // What is typed beside the list is kept in this tab and sent when the page is there again.
      leaving = true;
      if (desk().dataset.kept === 'true') {
        const back = document.createElement('input');
        back.type = 'hidden';
        back.name = 'back';
        back.value = desk().dataset.draft;
        event.target.append(back);
      }
    } else if (event.target.id === 'sheet') {
      if (event.submitter?.id === 'drop') {
        leaving = true;
        clearTimeout(timer);
        sessionStorage.removeItem(copyOf(desk().dataset.draft));
      } else {
        event.preventDefault();
        start();
      }
    }
  });
  window.addEventListener('beforeunload', event => {
    if (unsaved && !leaving && !trouble.hidden) {
      event.preventDefault();
    }
  });
  // What was typed a moment before leaving still reaches the server.
  window.addEventListener('pagehide', () => {
    if (unsaved && !leaving && trouble.hidden) {
      const token = document.querySelector('meta[name="csrf-token"]');
      fetch(address(''), { method: 'POST', body: posted(), keepalive: true, headers: { [token.dataset.header]: token.content } });
    }
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && unsaved && !trouble.hidden) {
      // Back from the sign-in in the other window.
      again();
    } else if (!document.hidden) {
      inLine(catchUp);
    }
  });
  inLine(recover);
}

// The browser's own autofocus comes only with the first painting; whoever types at once is faster.
(query || document.getElementById('next-call'))?.focus();

document.addEventListener('keydown', event => {
  const typing = event.target.closest('input, select, textarea, [contenteditable]');
  if (event.altKey && event.key === '1' || event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    if (query) {
      toSearch();
    } else {
      document.getElementById('next-call')?.click();
    }
  } else if (sheet() && event.altKey && event.key === '2') {
    event.preventDefault();
    nextField();
  } else if (sheet() && (event.key === 'F9' || event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    start();
  }
});
