/*
 * Dates and calendars in Chinese.
 *
 * Two calendars are in use: AngularUI's (due date, follow-up date, search), which takes its names from Angular's $locale, and
 * flatpickr in Camunda Forms, which would write dates in the order of the browser's language. Both get Chinese names here, and
 * dates in forms read 2026-11-22 in every browser.
 */
const months = ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'];
const days = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
const shortDays = ['日', '一', '二', '三', '四', '五', '六'];

/** The application's own module for custom scripts: cam.tasklist.custom, cam.admin.custom and so on. */
function customModule() {
  const app = document.querySelector('base').getAttribute('app-name');
  return window.angular.module(`cam.${app}.custom`);
}

customModule().config(['$provide', $provide => {
  $provide.decorator('$locale', ['$delegate', $delegate => {
    Object.assign($delegate.DATETIME_FORMATS, {
      AMPMS: ['上午', '下午'],
      MONTH: months,
      STANDALONEMONTH: months,
      SHORTMONTH: months,
      DAY: days,
      SHORTDAY: shortDays,
      FIRSTDAYOFWEEK: 0,
      fullDate: 'yyyy-MM-dd EEEE',
      longDate: 'yyyy-MM-dd',
      medium: 'yyyy-MM-dd HH:mm:ss',
      mediumDate: 'yyyy-MM-dd',
      mediumTime: 'HH:mm:ss',
      short: 'yyyy-MM-dd HH:mm',
      shortDate: 'yyyy-MM-dd',
      shortTime: 'HH:mm'
    });
    return $delegate;
  }]);
}]);

// AngularUI's settings are constants: they can be changed in place, before the application starts, but not decorated.
customModule().config(['uibDatepickerConfig', 'uibTimepickerConfig', (datepicker, timepicker) => {
  Object.assign(datepicker, {
    formatDayTitle: 'yyyy年M月',
    formatMonth: 'MMM',
    startingDay: 1,
    showWeeks: false
  });
  Object.assign(timepicker, {showMeridian: false});
}]);

// "2 天前" says how urgent it is; the date itself belongs beside it. A second directive of the same name adds it.
customModule().directive('amTimeAgo', () => ({
  restrict: 'A',
  link: (scope, element, attributes) => {
    if (element[0].closest('.due-date')) {
      scope.$watch(attributes.amTimeAgo, value => element.attr('data-date', value ? dateAndTime(new Date(value)) : ''));
    }
  }
}));

function dateAndTime(date) {
  const two = number => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

if (window.flatpickr) {
  window.flatpickr.localize({
    weekdays: {shorthand: shortDays, longhand: days},
    months: {shorthand: months, longhand: months},
    firstDayOfWeek: 1,
    ordinal: () => '',
    rangeSeparator: ' 至 ',
    scrollTitle: '滚动可调整',
    toggleTitle: '点击切换',
    yearAriaLabel: '年',
    monthAriaLabel: '月',
    hourAriaLabel: '时',
    minuteAriaLabel: '分',
    time_24hr: true
  });
  window.flatpickr.setDefaults({
    ariaDateFormat: 'Y-m-d',
    // form-js asks each calendar for the format of the browser's language; this runs after it and before a date is shown.
    onReady: [(dates, text, calendar) => {
      calendar.config.dateFormat = 'Y-m-d';
    }]
  });
}

export default [];
