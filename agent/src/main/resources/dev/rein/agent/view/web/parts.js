import { sentenceOf } from './happened.js';
import {
  about, badge, figures, limited, program, safe, scarce, sentence, share, soFar, thing, tightest, title,
} from './words.js';

// The parts of the page. Whatever a program has named itself comes in as text, never as markup.

export const byId = (id) => document.getElementById(id);

export function make(name, kind, text) {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Changes nothing that is so already: what is selected or focused stays so. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Brings children in line with data, keeping those that are there; each is made once and then told what is new. */
export function keyed(parent, items, keyOf, create) {
  const known = parent.known || (parent.known = new Map());
  const wanted = new Set();
  let place = parent.firstChild;
  for (const item of items) {
    const key = keyOf(item);
    if (wanted.has(key)) continue;
    wanted.add(key);
    if (!known.has(key)) known.set(key, create(item));
    const part = known.get(key);
    part.update(item);
    if (part.root === place) place = place.nextSibling;
    else parent.insertBefore(part.root, place);
  }
  for (const [key, part] of known) {
    if (!wanted.has(key)) {
      part.root.remove();
      known.delete(key);
    }
  }
}

function button(text, kind, act) {
  const element = make('button', kind, text);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}

/** One limit as a bar; a click shows how it went. */
function bar(showChart) {
  const root = make('div', 'limit');
  const head = button('', 'line', () => open());
  const name = make('span', 'name');
  const value = make('span', 'value');
  const track = make('div', 'track');
  const fill = make('div', 'fill');
  const holder = make('div', 'chart');
  let now = null;
  let drawn = 0;
  holder.hidden = true;
  head.append(name, value);
  head.setAttribute('aria-expanded', 'false');
  track.append(fill);
  root.append(head, track, holder);
  function open() {
    holder.hidden = !holder.hidden;
    head.setAttribute('aria-expanded', String(!holder.hidden));
    if (!holder.hidden) course();
  }
  function course() {
    drawn = Date.now();
    showChart(holder, now);
  }
  return { root, update(use) {
    now = use;
    const part = share(use);
    write(name, thing(use.resource, 2));
    write(value, amountOf(use));
    head.title = 'Shows how this went over time';
    fill.style.width = Math.min(100, Math.round(part * 100)) + '%';
    const warn = tightest(use).warn;
    if (!holder.hidden && Date.now() - drawn > 5000) course();
    fill.className = 'fill ' + (part >= 1 ? 'bad' : warn !== null && use.used >= warn ? 'near' : 'good');
  } };
}

function amountOf(use) {
  const refused = use.denied > 0 ? ' · ' + use.denied + ' refused' : '';
  return use.text + ' of ' + tightest(use).text + refused;
}

function pauseQuestion(name) {
  return { ask: 'Pause ' + name + '?', yes: 'Pause',
    meaning: 'Its next file, network or process call will wait until you let it go on. Nothing is lost.' };
}

function resumeQuestion(name) {
  return { ask: 'Let ' + name + ' go on?', yes: 'Let it go on',
    meaning: 'Calls that wait are tried again, and each budget that is used up is granted once more in full.' };
}

/** One figure, what it is, and a remark. */
function tile() {
  const root = make('div', 'tile');
  const figure = make('strong');
  const what = make('span');
  const more = make('span', 'quiet');
  root.append(figure, what, more);
  return { root, update(one) {
    write(figure, one.figure);
    write(what, one.what);
    write(more, one.more);
    more.hidden = one.more === '';
  } };
}

/** One agent, or the whole program. */
function accountPart(jvm, page) {
  const root = make('section', 'account');
  const head = make('div', 'head');
  const name = make('h3');
  const pill = make('span', 'pill');
  const steer = button('', '', () => act());
  const says = make('p', 'says');
  const bars = make('div', 'bars');
  const tiles = make('div', 'tiles');
  const rest = make('p', 'quiet rest');
  let now = null;
  head.append(name, pill, steer);
  root.append(head, says, bars, tiles, rest);
  function act() {
    const path = '/jvms/' + jvm.pid + '/accounts/' + encodeURIComponent(now.id);
    const who = now.id === 'jvm' ? 'the whole program' : safe(now.id, 60);
    if (now.paused) page.order(resumeQuestion(who), path + '/resume');
    else page.order(pauseQuestion(who), path + '/pause');
  }
  return { root, update({ account, mode, running }) {
    now = account;
    const [word, kind] = badge(account);
    write(name, title(account));
    write(pill, word);
    pill.className = 'pill ' + kind;
    write(steer, account.paused ? 'Let it go on' : 'Pause');
    steer.className = account.paused ? 'main' : '';
    steer.hidden = !running || account.terminated;
    write(says, sentence(account, mode));
    keyed(bars, limited(account).slice(0, 8), (use) => use.resource,
      () => bar((holder, use) => page.chart(holder, jvm.pid, account.id, use, running)));
    const told = figures(account);
    keyed(tiles, told, (one) => one.key, tile);
    tiles.hidden = told.length === 0;
    write(rest, soFar(account));
    rest.hidden = rest.textContent === '';
  } };
}

/** One program. */
export function jvmPart(page) {
  return (first) => {
    const root = make('article', 'card');
    const name = make('h2');
    const what = make('p', 'quiet about');
    const accounts = make('div');
    const left = make('p', 'quiet');
    const more = make('p', 'quiet');
    root.append(name, what, accounts, left, more);
    return { root, update(jvm) {
      write(name, program(jvm.main));
      name.title = safe(jvm.main, 400);
      write(what, about(jvm, Date.now()));
      const all = jvm.accounts.slice(0, 100);
      const running = jvm.state === 'running';
      const mode = running ? (jvm.policy ? jvm.policy.mode : 'enforce') : 'ended';
      keyed(accounts, all.map((account) => ({ account, mode, running })), (one) => one.account.id,
        () => accountPart(first, page));
      write(left, running ? scarce(jvm.windows) : '');
      left.hidden = left.textContent === '';
      more.hidden = jvm.accounts.length <= all.length;
      write(more, 'and ' + (jvm.accounts.length - all.length) + ' more agents');
    } };
  };
}

/** One call that waits for an answer. */
export function callPart(page) {
  return ({ jvm, call }) => {
    const root = make('div', 'card call');
    const text = make('p');
    const what = make('p');
    const why = make('p', 'quiet');
    const row = make('p', 'row');
    text.append(make('strong', '', safe(call.account, 80)), ' of ' + program(jvm.main) + ' wants to do this:');
    what.append(make('code', '', safe(call.target, 300)));
    why.textContent = (call.price ? 'It costs about ' + safe(call.price, 40) + '. ' : '')
      + 'You are asked because of the rule ' + safe(call.reason, 120) + '.';
    const path = '/jvms/' + jvm.pid + '/approvals/' + call.number;
    const short = safe(call.target, 80);
    row.append(
      button('Allow', 'main', () => page.order({ ask: 'Allow this call?', yes: 'Allow',
        meaning: short + ' — it will be carried out at once.' }, path + '/approve')),
      button('Refuse', '', () => page.order({ ask: 'Refuse this call?', yes: 'Refuse',
        meaning: short + ' — it will fail, and the agent is told so.' }, path + '/deny')));
    root.append(text, what, why, row);
    return { root, update() {} };
  };
}

/** One thing that happened; of which program is told where there are several. */
export function eventPart(event, where) {
  const root = make('li', event.severity);
  const [sentence, target] = sentenceOf(event);
  const what = make('span', 'what', sentence);
  const time = make('time', '', new Date(event.timestamp).toLocaleTimeString());
  time.dateTime = event.timestamp;
  if (target) what.append(' ', make('code', '', target));
  root.append(time, make('span', 'who', [event.account ? title({ id: event.account }) : '', where].filter(Boolean).join(', ')), what);
  return { root, update() {} };
}
