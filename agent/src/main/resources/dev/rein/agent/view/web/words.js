// What the numbers mean, in sentences. Takes data, gives texts; knows no page.

const things = {
  'files.accessed': ['file open', 'file opens'],
  'files.read': ['file read', 'file reads'],
  'files.written': ['file written', 'files written'],
  'files.modified': ['file changed', 'files changed'],
  'files.deleted': ['file deleted', 'files deleted'],
  'files.open': ['open file', 'files open at once'],
  'net.connects': ['connection', 'connections'],
  'dns.lookups': ['look-up of a host', 'look-ups of hosts'],
  'http.requests': ['web request', 'web requests'],
  'http.in_flight': ['web request at once', 'web requests at once'],
  'http.errors': ['failed web request', 'failed web requests'],
  'http.rate_limited': ['answer “slow down”', 'answers “slow down”'],
  'processes.spawned': ['process started', 'processes started'],
  'processes.live': ['process at once', 'processes at once'],
  'threads.started': ['thread started', 'threads started'],
  'threads.live': ['thread at once', 'threads at once'],
  'threads.virtual.started': ['virtual thread started', 'virtual threads started'],
  'threads.virtual.live': ['virtual thread at once', 'virtual threads at once'],
  'subtasks.spawned': ['sub-task', 'sub-tasks'],
  'llm.calls': ['model call', 'model calls'],
  'llm.tokens': ['model token', 'model tokens'],
  'llm.tokens.input': ['model token read', 'model tokens read'],
  'llm.tokens.output': ['model token written', 'model tokens written'],
  'jobs.active': ['job at once', 'jobs at once'],
};

const names = {
  'file.bytes.read': 'read from files',
  'file.bytes.written': 'written to files',
  'net.bytes.sent': 'sent over the network',
  'net.bytes.received': 'received over the network',
  'llm.cost': 'spent on models',
  'cost': 'spent',
  'cpu.time': 'processor time',
  'cpu.share': 'of the processors',
  'processes.cpu': 'processor time of child processes',
  'processes.rss': 'memory of child processes',
  'memory.allocated': 'memory allocated',
  'memory.heap': 'memory in use',
  'memory.heap.live': 'memory really needed',
  'memory.rss': 'memory of the process',
  'gc.pause': 'paused to free memory',
  'disk.free': 'of the disk free',
  'host.cpu': 'of the machine’s processors',
  'host.memory': 'of the machine’s memory',
  'time.since_deliverable': 'since the last result',
};

const verbs = {
  'file.bytes.read': ['has read', ' from files'],
  'file.bytes.written': ['has written', ' to files'],
  'net.bytes.sent': ['has sent', ' over the network'],
  'net.bytes.received': ['has received', ' over the network'],
  'llm.cost': ['has spent', ' on models'],
  'cost': ['has spent', ''],
  'cpu.time': ['has used', ' of processor time'],
  'memory.allocated': ['has allocated', ' of memory'],
};

const acts = {
  pause: 'it will be paused',
  deny: 'further calls will be refused',
  throttle: 'it will be slowed down',
  approve: 'you will be asked',
  terminate: 'it will be ended',
  warn: 'there will be a warning',
};

const done = {
  pause: 'so its next call will be paused',
  deny: 'so further calls are refused',
  throttle: 'so it is slowed down',
  approve: 'so you are asked each time',
  terminate: 'so it is ended',
  warn: 'so there was a warning',
};

/** As it may be shown: nothing invisible that turns or hides what stands beside it, and not too long. */
export function safe(text, most = 160) {
  const shown = String(text).replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (one) => '\\u' + one.codePointAt(0).toString(16).padStart(4, '0'));
  const points = Array.from(shown);
  return points.length <= most ? shown : points.slice(0, most - 1).join('') + '…';
}

export function title(account) {
  return account.id === 'jvm' ? 'The whole program' : safe(account.id, 80);
}

/** The class's own name: packages say little to people. */
export function program(main) {
  return safe(main.replace(/^.*\//, '').replace(/^(?:[a-z_][\w$]*\.)+(?=[A-Z])/, ''), 80);
}

/** What a resource is called: `file opens`. */
export function thing(resource, count) {
  const both = things[resource];
  if (both) return both[count === 1 ? 0 : 1];
  return names[resource] || safe(resource, 60);
}

/** The limit that tells how near an account is to trouble. */
export function tightest(use) {
  return use.limits.find((limit) => limit.total && limit.limit >= 0);
}

export function share(use) {
  const limit = tightest(use);
  if (!limit) return 0;
  return limit.limit === 0 ? (use.used > 0 || use.denied > 0 ? 1 : 0) : use.used / limit.limit;
}

/** Uses with a limit that has an end, the most pressing first. */
export function limited(account) {
  return account.resources.filter(tightest).sort((a, b) => share(b) - share(a));
}

/** `has used 80 of 100 file opens`, `has read 1.2 MiB of 5.0 MiB from files`. */
function stand(use, limit) {
  const amounts = use.text + ' of ' + limit.text;
  if (use.resource === 'time.since_deliverable') return ' has brought no result for ' + use.text;
  if (use.unit === 'percent') return ' is at ' + use.text + ' ' + thing(use.resource, use.used);
  const own = verbs[use.resource];
  return own ? ' ' + own[0] + ' ' + amounts + own[1] : ' has used ' + amounts + ' ' + thing(use.resource, limit.limit);
}

/** What will come of it, or has. */
function outcome(account, use, limit, mode) {
  if (mode === 'ended') return '';
  const full = share(use) >= 1;
  if (mode === 'observe') {
    return full ? '; the policy only watches, so nothing is stopped' : '; the policy only watches';
  }
  if (full) return account.paused || !done[limit.action] ? '' : ', ' + done[limit.action];
  return acts[limit.action] ? '; at ' + limit.text + ' ' + acts[limit.action] : '';
}

/** Where an account stands: `coder has used 80 of 100 file opens; at 100 it will be paused.` With mode `ended` nothing more comes of it. */
export function sentence(account, mode) {
  const name = title(account);
  if (account.terminated) return name + ' was ended. It gets nothing more.';
  const use = limited(account)[0];
  let text = '';
  if (use && (share(use) > 0 || use.denied > 0)) {
    text = name + stand(use, tightest(use)) + outcome(account, use, tightest(use), mode) + '.';
  } else if (use) {
    text = name + ' has limits and has used nothing of them yet.';
  } else if (account.resources.length > 0) {
    text = 'No limit is set on what ' + (account.id === 'jvm' ? 'the whole program' : name) + ' uses in all.';
  } else {
    text = name + ' has used nothing yet.';
  }
  return mode === 'ended' ? text : text + held(account);
}

function held(account) {
  const calls = account.waiting === 1 ? '1 call waits' : account.waiting + ' calls wait';
  if (account.waiting > 0 && account.waitingFor === 'approval') return ' ' + calls + ' for a yes or no.';
  if (account.paused && account.waiting > 0) return ' It is paused; ' + calls + ' until you let it go on.';
  if (account.paused) return ' It is paused: its next call will wait until you let it go on.';
  return account.waiting > 0 ? ' ' + calls + '.' : '';
}

/** The same in one or two words, with how bad it is. */
export function badge(account) {
  if (account.terminated) return ['Ended', 'bad'];
  if (account.paused) return ['Paused', 'bad'];
  if (account.waiting > 0 && account.waitingFor === 'approval') return ['Asks', 'near'];
  if (limited(account).some((use) => share(use) >= 1)) return ['At its limit', 'bad'];
  return {
    warning: ['Near a limit', 'near'],
    intervention: ['At its limit', 'bad'],
    termination: ['Ended', 'bad'],
  }[account.phase] || ['Fine', 'good'];
}

const levels = ['cpu.share', 'memory.heap', 'processes.live', 'http.in_flight'];
const sums = ['files.accessed', 'files.deleted', 'file.bytes.read', 'file.bytes.written', 'http.requests',
  'net.bytes.sent', 'net.bytes.received', 'processes.spawned', 'llm.calls', 'llm.tokens', 'llm.cost', 'cost', 'cpu.time'];
const models = ['llm.calls', 'llm.tokens', 'llm.cost'];

/** What it uses now and has used so far of what most people ask about, and has no limit on. */
export function soFar(account) {
  const told = (wanted) => wanted
    .map((name) => account.resources.find((use) => use.resource === name))
    .filter((use) => use && !tightest(use) && use.used > 0)
    .map((use) => use.text + ' ' + thing(use.resource, use.used)).join(', ');
  const now = told(levels);
  // The tiles say it, and more exactly.
  const past = told(account.money ? sums.filter((name) => !models.includes(name)) : sums);
  return (now ? 'Now: ' + now + '. ' : '') + (past ? 'So far: ' + past + '.' : '');
}

function many(count, one, more) {
  return count.toLocaleString('en') + ' ' + (count === 1 ? one : more);
}

/** What calls of models came to, as a few figures, each with what it is and a remark. */
export function figures(account) {
  const money = account.money;
  if (!money) return [];
  const all = [];
  const unknown = money.unpriced > 0;
  all.push({ key: 'cost', figure: unknown && money.unpriced === money.calls - money.failed ? 'not known' : money.text,
    what: 'spent on models',
    more: [money.costToday !== money.cost ? money.textToday + ' of it today' : '',
      unknown ? many(money.unpriced, 'call', 'calls') + ' without a known price' : ''].filter(Boolean).join(', ') });
  all.push({ key: 'in', figure: money.inputTokens.toLocaleString('en'), what: 'tokens sent to models',
    more: money.cachedTokens > 0 ? money.cachedTokens.toLocaleString('en') + ' from the cache' : '' });
  all.push({ key: 'out', figure: money.outputTokens.toLocaleString('en'), what: 'tokens written by models',
    more: money.estimated > 0 ? many(money.estimated, 'call is', 'calls are') + ' estimated' : '' });
  all.push({ key: 'calls', figure: money.calls.toLocaleString('en'), what: money.calls === 1 ? 'model call' : 'model calls',
    more: money.failed > 0 ? money.failed.toLocaleString('en') + ' failed' : '' });
  const slow = account.resources.find((use) => use.resource === 'http.rate_limited');
  if (slow && slow.used > 0) {
    all.push({ key: 'slow', figure: slow.text, what: slow.used === 1 ? 'answer “slow down”' : 'answers “slow down”', more: '' });
  }
  return all;
}

/** What providers still answer, where little is left: `https://api.openai.com answers 3 more of 500 requests.` */
export function scarce(windows) {
  return windows
    .filter((one) => one.limit > 0 && one.remaining !== null && one.remaining <= one.limit / 10)
    .slice(0, 5)
    .map((one) => safe(one.target, 80) + ' answers ' + one.remaining.toLocaleString('en') + ' more of '
      + one.limit.toLocaleString('en') + ' ' + safe(one.kind, 20) + '.').join(' ');
}

function span(millis) {
  const minutes = Math.floor(millis / 60000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return minutes + (minutes === 1 ? ' minute' : ' minutes');
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return hours + (hours === 1 ? ' hour' : ' hours');
  return Math.floor(hours / 24) + ' days';
}

/** What a program is doing and who says what it may. */
export function about(jvm, now) {
  const state = {
    running: 'has run for ' + span(now - Date.parse(jvm.started)),
    ended: 'has ended; it started ' + new Date(jvm.started).toLocaleString(),
    killed: 'was killed; it started ' + new Date(jvm.started).toLocaleString(),
  }[jvm.state] || jvm.state;
  const policy = jvm.policy;
  let rules = '';
  if (policy) {
    const source = safe(policy.source.replace(/^.*\//, ''), 60);
    rules = policy.mode === 'observe' ? ' · limits of ' + source + ' are only watched'
      : policy.source === 'none' || policy.source === '' ? ' · no limits are set'
        : ' · limits from ' + source;
  }
  return 'Process ' + jvm.pid + ' ' + state + rules;
}

/** How all is, for the top of the page. */
export function overall(snapshot) {
  const running = snapshot.jvms.filter((jvm) => jvm.state === 'running');
  const accounts = running.flatMap((jvm) => jvm.accounts.filter((one) => one.parent || one.paused));
  const calls = running.reduce((sum, jvm) => sum + jvm.approvals.length, 0);
  const paused = accounts.filter((one) => one.paused).length;
  const near = accounts.filter((one) => badge(one)[1] === 'near').length;
  const parts = [running.length === 1 ? '1 program runs under Rein'
    : (running.length || 'No') + ' programs run under Rein'];
  if (calls) parts.push(calls === 1 ? '1 call waits for your yes or no' : calls + ' calls wait for your yes or no');
  if (paused) parts.push(paused === 1 ? '1 agent is paused' : paused + ' agents are paused');
  if (near && !calls) parts.push(near === 1 ? '1 is near a limit' : near + ' are near a limit');
  if (parts.length === 1 && running.length) parts.push('all is well');
  return parts.join(', ') + '.';
}
