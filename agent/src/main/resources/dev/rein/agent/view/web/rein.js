'use strict';
// Everything shown comes from programs that are watched: only ever as text, never as markup.
(function () {
  const api = '/api/v1';
  const most = 100;
  const byId = (id) => document.getElementById(id);
  let token = fromAddress() || sessionStorage.getItem('rein.token') || '';
  let events = [];
  let shown = '';

  function fromAddress() {
    const found = /^#token=([A-Za-z0-9_-]+)$/.exec(location.hash);
    if (!found) return '';
    sessionStorage.setItem('rein.token', found[1]);
    history.replaceState(null, '', location.pathname);
    return found[1];
  }

  function make(name, text, kind) {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  }

  function say(text) { byId('state').textContent = text; }

  function call(path, options) {
    const all = Object.assign({ cache: 'no-store' }, options);
    all.headers = Object.assign({ Authorization: 'Bearer ' + token }, all.headers);
    return fetch(api + path, all);
  }

  function button(text, question, path) {
    const element = make('button', text);
    element.type = 'button';
    element.addEventListener('click', async () => {
      if (!confirm(question)) return;
      element.disabled = true;
      try {
        const answer = await call(path, {
          method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
        say(answer.ok ? 'Done.' : 'Not done: ' + (await answer.json()).error);
      } catch (e) {
        say('Not done: the server does not answer.');
      }
      element.disabled = false;
    });
    return element;
  }

  const words = {
    'files.accessed': 'file accesses', 'files.read': 'files read', 'files.written': 'files written',
    'http.requests': 'web requests', 'llm.tokens': 'language model tokens',
    'llm.cost': 'spent on language models', 'cpu.time': 'processor time',
    'memory.allocated': 'memory allocated' };

  function word(resource) { return words[resource] || resource; }

  function limitOf(use) { return use.limits.find((limit) => limit.total); }

  function sentence(account) {
    const name = account.id === 'jvm' ? 'The whole program' : account.id;
    const tight = account.resources
      .filter((use) => limitOf(use) && limitOf(use).limit > 0)
      .sort((a, b) => b.used / limitOf(b).limit - a.used / limitOf(a).limit)[0];
    let text = name;
    if (tight) {
      const unit = tight.unit === 'count' ? ' ' : ' ' + tight.unit + ' of ';
      text += ' has used ' + tight.used + ' of ' + limitOf(tight).limit + unit + word(tight.resource);
    } else {
      text += ' has no limit on what it uses in all';
    }
    if (account.terminated) text += ' and was ended';
    else if (account.paused) text += ' and is paused';
    if (account.waiting > 0) {
      text += '; ' + account.waiting + (account.waiting === 1 ? ' call waits' : ' calls wait');
    }
    return text + '.';
  }

  function accountPart(jvm, account) {
    const part = make('section');
    part.append(make('h3', account.id === 'jvm' ? 'The whole program' : account.id));
    const kind = account.terminated ? 'critical' : account.paused ? 'warning' : '';
    part.append(make('p', sentence(account), kind));
    for (const use of account.resources) {
      const limit = limitOf(use);
      if (!limit) continue;
      const row = make('p', word(use.resource) + ' ');
      const bar = make('progress');
      bar.max = Math.max(1, limit.limit);
      bar.value = Math.min(bar.max, Math.max(0, use.used));
      bar.setAttribute('aria-label', use.used + ' of ' + limit.limit);
      row.append(bar, ' ', make('span', use.used + ' of ' + limit.limit));
      part.append(row);
    }
    if (jvm.state === 'running' && !account.terminated) {
      const path = '/jvms/' + jvm.pid + '/accounts/' + encodeURIComponent(account.id);
      part.append(account.paused
        ? button('Let it go on', 'Let ' + account.id + ' go on?', path + '/resume')
        : button('Pause', 'Pause ' + account.id + '? Its next counted call waits.', path + '/pause'));
    }
    for (const use of account.resources.slice(0, 50)) {
      const history = make('button', 'Chart of ' + word(use.resource));
      history.type = 'button';
      history.addEventListener('click', () => chart(jvm.pid, account.id, use.resource));
      if (limitOf(use)) part.append(history);
    }
    return part;
  }

  function jvmPart(jvm) {
    const part = make('article');
    const state = { running: 'runs', ended: 'has ended', killed: 'was killed' }[jvm.state];
    part.append(make('h2', jvm.main + ' ' + (state || jvm.state)));
    part.append(make('p', 'Process ' + jvm.pid + ', since ' + new Date(jvm.started).toLocaleString()));
    for (const one of jvm.approvals) {
      const row = make('p', one.account + ' asks: may it do “' + one.target + '”? '
        + (one.price ? 'It costs ' + one.price + '. ' : ''), 'warning');
      const path = '/jvms/' + jvm.pid + '/approvals/' + one.number;
      row.append(button('Yes', 'Say yes to “' + one.target + '”?', path + '/approve'));
      row.append(button('No', 'Say no to “' + one.target + '”?', path + '/deny'));
      part.append(row);
    }
    jvm.accounts.slice(0, most).forEach((account) => part.append(accountPart(jvm, account)));
    return part;
  }

  function show(snapshot) {
    const waiting = snapshot.jvms.reduce((sum, jvm) => sum + jvm.approvals.length, 0);
    const running = snapshot.jvms.filter((jvm) => jvm.state === 'running').length;
    say(running + (running === 1 ? ' program runs' : ' programs run') + ' under Rein. '
      + (waiting ? waiting + (waiting === 1 ? ' call waits' : ' calls wait') + ' for your yes or no. ' : '')
      + (snapshot.problems.length ? 'Not all could be read: ' + snapshot.problems[0] : ''));
    // Drawn anew, a button would lose the keyboard: only when there is something new.
    const text = JSON.stringify(snapshot.jvms);
    if (text === shown) return;
    shown = text;
    const old = document.activeElement;
    const place = Array.from(document.querySelectorAll('main button')).indexOf(old);
    byId('jvms').replaceChildren(...snapshot.jvms.map(jvmPart));
    const buttons = document.querySelectorAll('main button');
    if (place >= 0 && buttons[place]) buttons[place].focus();
  }

  function add(event) {
    events.unshift(event);
    events = events.slice(0, most);
    byId('events').replaceChildren(...events.map((one) => make('li',
      new Date(one.timestamp).toLocaleTimeString() + ' ' + (one.account || '') + ' ' + one.message,
      one.severity)));
  }

  async function chart(pid, account, resource) {
    const query = new URLSearchParams({ jvm: pid, account: account, resource: resource });
    const answer = await call('/samples?' + query);
    if (!answer.ok) return;
    const samples = (await answer.json()).samples;
    byId('history').hidden = false;
    byId('chart-title').textContent = word(resource) + ' of ' + account + ' over time';
    byId('chart').replaceChildren();
    const data = [samples.map((one) => Date.parse(one.at) / 1000), samples.map((one) => one.value)];
    const grey = { stroke: '#888' };
    new uPlot({ width: Math.min(900, document.body.clientWidth - 32), height: 240, axes: [grey, grey],
      series: [{}, { label: word(resource), stroke: '#2563eb' }] }, data, byId('chart'));
    byId('history').scrollIntoView();
  }

  function take(block) {
    let name = '';
    let data = '';
    for (const line of block.split('\n')) {
      if (line.startsWith('event: ')) name = line.slice(7);
      if (line.startsWith('data: ')) data = line.slice(6);
    }
    if (name === 'snapshot') show(JSON.parse(data));
    if (name === 'event') add(JSON.parse(data));
  }

  async function follow() {
    const answer = await call('/stream');
    if (answer.status === 401) {
      sessionStorage.removeItem('rein.token');
      byId('login').hidden = false;
      byId('token').focus();
      say('A token is needed.');
      return false;
    }
    if (!answer.ok) throw new Error('HTTP status ' + answer.status);
    byId('login').hidden = true;
    const past = await call('/events?size=50');
    if (past.ok) {
      events = [];
      (await past.json()).events.forEach(add);
    }
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const part = await reader.read();
      if (part.done) return true;
      rest += decoder.decode(part.value, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop();
      blocks.forEach(take);
    }
  }

  async function run() {
    for (;;) {
      try {
        if (!(await follow())) return;
      } catch (e) {
        say('The server does not answer; trying again.');
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
  if (token) run();
  else {
    byId('login').hidden = false;
    byId('token').focus();
    say('A token is needed.');
  }
})();
