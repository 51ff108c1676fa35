/*
 * Settings of Cockpit, read before it starts.
 *
 * Cockpit has some 2,460 texts, of which zh-CN.json carries the visible ones; the others are to appear in English. So the fallback
 * is English here, and Chinese must be chosen for every browser. Cockpit looks up the first part of the browser's language
 * ("zh", "en") in availableLocales and takes the fallback when it is not in it; this list says that every language is its first
 * entry.
 */
const chineseForEveryBrowser = Object.assign(['zh-CN'], {indexOf: () => 0});

export default {
  app: {
    name: '流程监控',
    vendor: '客户服务案件管理'
  },
  locales: {
    availableLocales: chineseForEveryBrowser,
    fallbackLocale: 'en'
  },
  dateFormat: {
    monthName: 'M月',
    day: 'DD',
    abbr: 'YYYY-MM-DD HH:mm',
    normal: 'YYYY-MM-DD HH:mm',
    long: 'YYYY-MM-DD HH:mm:ss',
    short: 'YYYY-MM-DD'
  },
  customScripts: ['../tasklist/scripts/casework/texts-first', '../tasklist/scripts/casework/chinese-dates', '../tasklist/scripts/casework/server-answers'],
  disableWelcomeMessage: true
};
