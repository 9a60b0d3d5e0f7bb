(function () {
  "use strict";
  var room = document.getElementById("charts");
  if (!room || typeof uPlot === "undefined") {
    return;
  }
  var charts = JSON.parse(document.getElementById("data").textContent).charts;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var plots = [];

  function amount(value, unit) {
    if (value === null || value === undefined) {
      return "";
    }
    if (unit === "usd") {
      return "$" + (value / 1e6).toFixed(value < 1e6 ? 4 : 2);
    }
    if (unit === "percent") {
      return value + "%";
    }
    if (unit === "milliseconds") {
      return value < 1000 ? value + " ms" : +(value / 1000).toFixed(1) + " s";
    }
    var names = unit === "bytes" ? ["", " KiB", " MiB", " GiB", " TiB"] : ["", "k", "M", "G", "T"];
    var step = unit === "bytes" ? 1024 : 1000;
    var place = 0;
    while (Math.abs(value) >= step && place < names.length - 1) {
      value /= step;
      place++;
    }
    return +value.toFixed(1) + names[place];
  }

  // Between lines of the grid, for round numbers: of bytes by powers of two, else 1, 2 and 5.
  function steps(unit) {
    var all = [];
    for (var i = 0; i < 48; i++) {
      all.push(unit === "bytes" ? Math.pow(2, i) : [1, 2, 5][i % 3] * Math.pow(10, Math.floor(i / 3)));
    }
    return all;
  }

  function draw() {
    plots.forEach(function (plot) { plot.destroy(); });
    plots = [];
    room.textContent = "";
    var style = getComputedStyle(document.documentElement);
    var line = style.getPropertyValue("--line").trim();
    var soft = style.getPropertyValue("--soft").trim();
    charts.forEach(function (chart) {
      var card = document.createElement("div");
      card.className = "chart";
      var title = document.createElement("h3");
      title.textContent = chart.account + ": " + chart.resource;
      var now = document.createElement("span");
      now.textContent = amount(chart.values[chart.values.length - 1], chart.unit)
        + (chart.limit === null ? "" : " of " + amount(chart.limit, chart.unit));
      title.appendChild(now);
      card.appendChild(title);
      room.appendChild(card);
      var show = function (self, value) { return amount(value, chart.unit); };
      var axis = { stroke: soft, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
      var series = [
        {},
        { label: "used", stroke: style.getPropertyValue("--info").trim(), width: 2, value: show,
          points: { show: false } },
      ];
      var data = [chart.seconds, chart.values];
      if (chart.limit !== null) {
        series.push({
          label: "limit", stroke: style.getPropertyValue("--critical").trim(), width: 1,
          dash: [6, 4], value: show, points: { show: false },
        });
        data.push(chart.seconds.map(function () { return chart.limit; }));
      }
      plots.push(new uPlot({
        width: Math.max(240, card.clientWidth - 20),
        height: 180,
        series: series,
        // Of one line the title says enough, and a printed page points at nothing.
        legend: { show: series.length > 2, live: false },
        axes: [axis, Object.assign({}, axis, {
          size: 76,
          incrs: steps(chart.unit),
          values: function (self, ticks) {
            return ticks.map(function (tick) { return amount(tick, chart.unit); });
          },
        })],
        scales: { x: { range: function (self, low, high) {
          return [low, Math.max(high, low + 1)];
        } }, y: { range: function (self, low, high) {
          return [Math.min(0, low), high > 0 ? high * 1.05 : 1];
        } } },
      }, data, card));
    });
  }

  draw();
  dark.addEventListener("change", draw);
  window.addEventListener("resize", draw);
})();
