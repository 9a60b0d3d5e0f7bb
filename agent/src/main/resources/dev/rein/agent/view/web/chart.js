/* global uPlot */
import { safe, thing, tightest } from './words.js';

// How one resource of one account went, drawn anew when the light or the width changes.

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function amount(value, unit) {
  if (value === null || value === undefined) return '–';
  if (unit === 'usd') return '$' + (value / 1e6).toFixed(value < 1e6 ? 4 : 2);
  if (unit === 'percent') return +value.toFixed(0) + '%';
  if (unit === 'milliseconds') return value < 1000 ? +value.toFixed(0) + ' ms' : +(value / 1000).toFixed(1) + ' s';
  const step = unit === 'bytes' ? 1024 : 1000;
  const marks = unit === 'bytes' ? [' B', ' KiB', ' MiB', ' GiB', ' TiB'] : ['', ' k', ' M', ' G', ' T'];
  let place = 0;
  while (Math.abs(value) >= step && place < marks.length - 1) {
    value /= step;
    place++;
  }
  return +value.toFixed(1) + marks[place];
}

/** Steps between lines of the grid that give round numbers: of bytes by powers of two, else 1, 2 and 5. */
function steps(unit) {
  if (unit === 'bytes') return Array.from({ length: 50 }, (none, i) => 2 ** i);
  return Array.from({ length: 15 }, (none, i) => [1, 2, 5].map((one) => one * 10 ** i)).flat();
}

function options(holder, use, limit) {
  const axis = { stroke: color('--soft'), grid: { stroke: color('--line'), width: 1 },
    ticks: { stroke: color('--line'), width: 1 }, font: '12px system-ui, sans-serif' };
  const show = (plot, value) => amount(value, use.unit);
  const series = [{ label: 'time' },
    { label: safe(thing(use.resource, 2), 40), stroke: color('--info'), fill: color('--info-soft'), width: 2,
      points: { show: false }, value: show }];
  if (limit) {
    series.push({ label: 'limit', stroke: color('--bad'), width: 1.5, dash: [6, 4], points: { show: false },
      value: show });
  }
  const amounts = { size: 70, incrs: steps(use.unit), values: (plot, ticks) => ticks.map((one) => amount(one, use.unit)) };
  return { width: Math.max(220, holder.clientWidth), height: 200, series: series,
    axes: [axis, Object.assign(amounts, axis)],
    scales: { x: { range: (plot, low, high) => [low, Math.max(high, low + 5)] },
      y: { range: (plot, low, high) => [Math.min(0, low), high > 0 ? high * 1.08 : 1] } } };
}

/** A sample tells of the end of its span; before the first a total was nothing, and the last holds until now. */
function course(use, limit, samples, running) {
  const seconds = samples.map((one) => (Date.parse(one.at) + one.span) / 1000);
  const values = samples.map((one) => one.value);
  if (limit && limit.kind.startsWith('budget')) {
    seconds.unshift(Date.parse(samples[0].at) / 1000);
    values.unshift(0);
  }
  const now = Date.now() / 1000;
  if (running && now > seconds[seconds.length - 1]) {
    seconds.push(now);
    values.push(use.used);
  }
  return limit ? [seconds, values, seconds.map(() => limit.limit)] : [seconds, values];
}

/** Draws samples as /samples gives them into an element, in place of what is there. */
export function draw(holder, use, samples, running) {
  const limit = tightest(use);
  if (samples.length === 0) {
    holder.textContent = 'Nothing was used yet.';
    return;
  }
  const data = course(use, limit, samples, running);
  if (holder.plot && holder.plot.series.length === data.length) {
    holder.plot.setData(data);
  } else {
    anew(holder, use, limit, data);
  }
  holder.again = () => anew(holder, use, limit, data);
}

function anew(holder, use, limit, data) {
  if (holder.plot) holder.plot.destroy();
  holder.replaceChildren();
  holder.plot = new uPlot(options(holder, use, limit), data, holder);
}

function again() {
  for (const holder of document.querySelectorAll('.chart')) if (holder.again) holder.again();
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
addEventListener('resize', again);
