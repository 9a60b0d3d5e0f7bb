/* global uPlot */
import { safe, thing } from './words.js';

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
  return { width: Math.max(220, holder.clientWidth), height: 200, series: series,
    axes: [axis, Object.assign({ size: 70, values: (plot, ticks) => ticks.map((one) => amount(one, use.unit)) }, axis)],
    scales: { y: { range: (plot, low, high) => [Math.min(0, low), high > 0 ? high * 1.08 : 1] } } };
}

/** Draws samples as /samples gives them into an element, in place of what is there. */
export function draw(holder, use, limit, samples) {
  if (holder.plot) holder.plot.destroy();
  holder.replaceChildren();
  if (samples.length < 2) {
    holder.textContent = 'There is too little to draw yet; it comes within seconds.';
    return;
  }
  const data = [samples.map((one) => Date.parse(one.at) / 1000), samples.map((one) => one.value)];
  if (limit) data.push(samples.map(() => limit.limit));
  holder.plot = new uPlot(options(holder, use, limit), data, holder);
  holder.again = () => draw(holder, use, limit, samples);
}

function again() {
  for (const holder of document.querySelectorAll('.chart')) if (holder.again) holder.again();
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
addEventListener('resize', again);
