// Draws the charts of the board from what stands in data-chart. The table beside each chart says the same; a click leads to the cases behind a value.
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([ AriaComponent, BarChart, CanvasRenderer, GridComponent, LegendComponent, LineChart, MarkLineComponent, TooltipComponent ]);

// Quiet, told apart by lightness too; lines also differ by symbol and stroke, bars by pattern.
const COLOURS = [ '#1f5f8b', '#b0662a', '#3f7d58', '#6b5b95', '#8a8f98', '#a3262a' ];
const SYMBOLS = [ 'circle', 'rect', 'triangle', 'diamond' ];
const STROKES = [ 'solid', 'dashed', 'dotted', [ 8, 3, 2, 3 ] ];
const FONT = getComputedStyle(document.body).fontFamily;

function option(chart, narrow) {
  const lines = chart.type === 'line';
  const several = chart.series.length > 1;
  const category = {
    type: 'category', data: chart.categories, axisTick: { show: false },
    axisLabel: { color: '#5b6776', hideOverlap: lines, interval: lines ? 'auto' : 0, width: narrow ? 70 : 110, overflow: 'truncate' }
  };
  const value = {
    type: 'value', min: 0, max: chart.most, minInterval: chart.unit === ' 件' ? 1 : 0, splitNumber: narrow ? 3 : 5,
    axisLabel: { color: '#5b6776', hideOverlap: true, formatter: number => number >= 10000 ? `${number / 10000}万` : String(number) },
    splitLine: { lineStyle: { color: '#e9edf2' } }
  };
  // Names of departments and firms are long: their bars lie.
  const lying = !lines;
  return {
    animation: false,
    color: COLOURS,
    textStyle: { fontFamily: FONT },
    aria: { enabled: true, label: { enabled: false }, decal: { show: !lines && several } },
    legend: several ? { top: 0, type: 'scroll', textStyle: { color: '#1f2a37' } } : undefined,
    grid: { left: 8, right: 24, top: several ? 40 : 16, bottom: 4, containLabel: true },
    tooltip: {
      trigger: lines ? 'axis' : 'item', renderMode: 'richText', confine: true,
      valueFormatter: number => number === null || number === undefined ? '无数据' : `${Number(number).toLocaleString('zh-CN')}${chart.unit}`
    },
    xAxis: lying ? value : category,
    yAxis: lying ? { ...category, inverse: true } : value,
    series: chart.series.map((series, index) => ({
      name: series.name, type: lines ? 'line' : 'bar', stack: chart.type === 'stack' ? 'all' : undefined,
      data: series.values.map((number, at) => ({ value: number, link: series.links[at] })),
      symbol: SYMBOLS[index % SYMBOLS.length], symbolSize: 8, connectNulls: false, cursor: 'pointer', barMaxWidth: 22,
      lineStyle: { width: 2, type: STROKES[index % STROKES.length] },
      markLine: index === 0 && chart.target !== undefined ? {
        silent: true, symbol: 'none', lineStyle: { color: '#5b6776', type: 'dashed' }, label: { formatter: '目标', position: 'insideEndTop', color: '#5b6776' },
        data: [ lying ? { xAxis: chart.target } : { yAxis: chart.target } ]
      } : undefined
    }))
  };
}

for (const place of document.querySelectorAll('.chart[data-chart]')) {
  const chart = JSON.parse(place.dataset.chart);
  if (chart.type !== 'line') {
    // Lying bars need room for each of them.
    const bars = chart.categories.length * (chart.type === 'stack' ? 1 : chart.series.length);
    place.style.height = `${Math.max(160, 70 + bars * 18 + chart.categories.length * 12)}px`;
  }
  const drawn = echarts.init(place, null, { renderer: 'canvas' });
  const draw = () => drawn.setOption(option(chart, place.clientWidth < 480), true);
  draw();
  drawn.on('click', event => {
    if (event.data && event.data.link) {
      location.assign(event.data.link);
    }
  });
  new ResizeObserver(() => {
    drawn.resize();
    draw();
  }).observe(place);
  place.dataset.drawn = 'true';
}
