import { program, safe, thing } from './words.js';

// What has happened, as sentences about who it happened to. What has no sentence says its own message.

const limits = {
  'limit.warned': 'is getting near a limit',
  'limit.denied': 'was refused',
  'limit.paused': 'was paused at its limit',
  'limit.resumed': 'goes on',
  'limit.throttled': 'is slowed down',
  'limit.terminated': 'was ended at its limit',
  'limit.observed': 'is past a limit that is only watched',
  'limit.excused': 'was let through though at its limit, since refusing would do harm',
};

const orders = {
  'control.pause': 'was paused',
  'control.resume': 'was let go on',
  'control.terminate': 'was ended',
};

const answers = {
  'approval.asked': 'asks whether it may do this',
  'approval.approved': 'was allowed this',
  'approval.denied': 'was not allowed this',
  'approval.expired': 'got no answer in time for this',
};

/** What is there for those who look for faults in Rein tells others nothing. */
export function matters(event) {
  return event.type !== 'account.opened' && event.type !== 'phase.changed'
    && !(event.type === 'notice' && event.severity === 'info');
}

function atLimit(event) {
  const target = event.details.target || '';
  const said = event.message.slice(event.message.indexOf(' at ') + 4);
  const numbers = target ? said.slice(0, said.length - target.length - 2) : said;
  return limits[event.type] + ': ' + safe(numbers, 60) + ' ' + thing(event.resource, event.details.limit);
}

/** The amount is in the message as people read it: `granted: 2 more of files.written (budget)`. */
function granted(event) {
  const amount = event.message.slice('granted: '.length).split(' more of ')[0];
  return 'may use ' + safe(amount, 60) + ' more ' + thing(event.resource, event.details.amount);
}

function ordered(event) {
  const by = event.details.by ? ' by ' + safe(event.details.by, 60) : '';
  const why = event.details.details ? ' (' + safe(event.details.details, 160) + ')' : '';
  return orders[event.type] + by + why;
}

/** The sentence, and what it is about: a path, a command, a host; empty when there is nothing. */
export function sentenceOf(event) {
  const target = safe(event.details.target || '', 300);
  if (limits[event.type]) return [atLimit(event), target];
  if (orders[event.type]) return [ordered(event), ''];
  if (answers[event.type]) return [answers[event.type], target];
  switch (event.type) {
    case 'started': return [program(event.details.main) + ' came under Rein', ''];
    case 'stopped': return ['The program ended, or Rein was taken out of it', ''];
    case 'limit.granted': return [granted(event), ''];
    case 'http.rate_limited': return ['was told to slow down', target];
    case 'tool.loop': return ['calls the same tool with the same arguments again and again, '
      + event.details.times + ' times in a row', safe(event.details['gen_ai.tool.name'] || '', 200)];
    case 'model.window_low': return ['may soon be told to slow down: ' + event.details.remaining + ' of '
      + event.details.limit + ' ' + safe(event.details.kind || '', 20) + ' are left', target];
    case 'process.started': return ['started a program', safe(event.details.command || '', 300)];
    default: return [safe(event.message, 300), ''];
  }
}
