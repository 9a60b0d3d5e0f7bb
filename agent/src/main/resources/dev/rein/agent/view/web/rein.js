import { draw } from './chart.js';
import { byId, callPart, eventPart, jvmPart, keyed } from './parts.js';
import { matters } from './happened.js';
import { overall, program, safe } from './words.js';

// Opens the stream, keeps the page as it says, and gives orders.

const api = '/api/v1';
const most = 100;
let token = fromAddress() || sessionStorage.getItem('rein.token') || '';
let events = [];
let latest = null;
let asked = false;
let newest = 0;

function fromAddress() {
  const found = /^#token=([A-Za-z0-9_-]+)$/.exec(location.hash);
  if (!found) return '';
  sessionStorage.setItem('rein.token', found[1]);
  history.replaceState(null, '', location.pathname);
  return found[1];
}

function call(path, options) {
  const all = Object.assign({ cache: 'no-store' }, options);
  all.headers = Object.assign({ Authorization: 'Bearer ' + token }, all.headers);
  return fetch(api + path, all);
}

function say(text, bad) {
  byId('state').textContent = text;
  byId('state').className = bad ? 'bad' : '';
}

/** Resolves to whether the answer is yes. */
function ask(question) {
  const dialog = byId('question');
  byId('asked').textContent = question.ask;
  byId('meaning').textContent = question.meaning;
  byId('yes').textContent = question.yes;
  return new Promise((resolve) => {
    const answer = (yes) => {
      dialog.close();
      resolve(yes);
    };
    byId('yes').onclick = () => answer(true);
    byId('no').onclick = () => answer(false);
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
    byId('no').focus();
  });
}

async function order(question, path) {
  if (!(await ask(question))) return;
  try {
    const answer = await call(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
    if (!answer.ok) say('Not done: ' + safe((await answer.json()).error, 300), true);
  } catch (e) {
    say('Not done: the server does not answer.', true);
  }
}

async function chart(holder, pid, account, use, running) {
  const query = new URLSearchParams({ jvm: pid, account: account, resource: use.resource });
  const answer = await call('/samples?' + query);
  if (answer.ok) draw(holder, use, (await answer.json()).samples, running);
}

const page = { order, chart };

function keyOf(jvm) { return jvm.folder; }

function show(snapshot) {
  latest = snapshot;
  const running = snapshot.jvms.filter((jvm) => jvm.state === 'running');
  const ended = snapshot.jvms.filter((jvm) => jvm.state !== 'running');
  say(overall(snapshot));
  if (snapshot.problems.length) say('Not all could be read: ' + safe(snapshot.problems[0], 300), true);
  const calls = running.flatMap((jvm) => jvm.approvals.map((one) => ({ jvm, call: one })));
  byId('wanted').hidden = calls.length === 0;
  keyed(byId('calls'), calls.slice(0, most), (one) => one.jvm.folder + ' ' + one.call.number, callPart(page));
  keyed(byId('jvms'), running, keyOf, jvmPart(page));
  keyed(byId('ended'), ended, keyOf, jvmPart(page));
  byId('past').hidden = ended.length === 0;
  byId('past').querySelector('summary').textContent =
    ended.length === 1 ? '1 program that has ended' : ended.length + ' programs that have ended';
  byId('none').hidden = running.length > 0;
  byId('none').textContent =
    'No program runs under Rein now. Start one with “rein run -- java …”, and it appears here by itself.';
}

function where(pid) {
  const jvm = latest && latest.jvms.length > 1 && latest.jvms.find((one) => one.pid === pid);
  return jvm ? program(jvm.main) : '';
}

function add(news) {
  const known = new Set(events.map((one) => one.number));
  const fresh = news.filter((one) => matters(one) && !known.has(one.number) && known.add(one.number));
  events = fresh.reverse().concat(events).slice(0, most);
  keyed(byId('events'), events, (one) => one.number, (one) => eventPart(one, where(one.pid)));
  byId('nothing').hidden = events.length > 0;
}

/** What was before the stream began; there is nothing to ask for as long as there is no ledger. */
async function past() {
  asked = true;
  const answer = await call('/events?size=' + 3 * most);
  if (!answer.ok) return;
  const before = (await answer.json()).events;
  if (before.length) newest = Math.max(newest, before[before.length - 1].number);
  const since = events;
  events = [];
  add(before.concat(since.slice().reverse()));
}

function take(block) {
  let name = '';
  let data = '';
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) name = line.slice(7);
    if (line.startsWith('data: ')) data = line.slice(6);
  }
  if (name === 'snapshot') {
    show(JSON.parse(data));
    if (!asked && latest.jvms.length) past().catch(() => { asked = false; });
  }
  if (name === 'event') {
    const event = JSON.parse(data);
    // After a burst some were left out of the stream.
    const missing = newest > 0 && event.number > newest + 1;
    newest = event.number;
    add([event]);
    if (missing) past().catch(() => { asked = false; });
  }
}

function login(text) {
  sessionStorage.removeItem('rein.token');
  byId('login').hidden = false;
  byId('content').hidden = true;
  byId('token').focus();
  say(text);
}

async function readAll(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const part = await reader.read();
    if (part.done) return;
    rest += decoder.decode(part.value, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop();
    blocks.forEach(take);
  }
}

/** False when there is no use in trying again. */
async function follow() {
  const answer = await call('/stream');
  if (answer.status === 401) {
    login(token ? 'That token is not the right one.' : 'An access token is needed.');
    return false;
  }
  if (!answer.ok) throw new Error('HTTP status ' + answer.status);
  byId('login').hidden = true;
  byId('content').hidden = false;
  byId('link').textContent = '● live';
  // A server that was started anew counts anew.
  asked = false;
  newest = 0;
  events = [];
  await readAll(answer.body);
  return true;
}

async function run() {
  for (;;) {
    try {
      if (!(await follow())) return;
    } catch (e) {
      byId('link').textContent = '○ not connected';
      say('The server does not answer; trying again. What is shown may be old.', true);
    }
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

byId('login').addEventListener('submit', (event) => {
  event.preventDefault();
  token = byId('token').value.trim();
  sessionStorage.setItem('rein.token', token);
  run();
});
// How long programs have run is told anew though nothing else has changed.
setInterval(() => { if (latest && !document.hidden) show(latest); }, 30000);
if (token) run();
else login('An access token is needed.');
