/*
 * Settings of this application, read before it starts. For the choice of the language see Tasklist's config.js: every browser gets
 * Chinese.
 */
export default {
  app: {
    name: '系统管理',
    vendor: '客户服务案件管理'
  },
  locales: {
    availableLocales: ['zh-CN'],
    fallbackLocale: 'zh-CN'
  },
  dateFormat: {
    monthName: 'M月',
    day: 'DD',
    abbr: 'YYYY-MM-DD HH:mm',
    normal: 'YYYY-MM-DD HH:mm',
    long: 'YYYY-MM-DD HH:mm',
    short: 'YYYY-MM-DD'
  },
  customScripts: ['../tasklist/scripts/casework/texts-first', '../tasklist/scripts/casework/chinese-dates', '../tasklist/scripts/casework/server-answers'],
  disableWelcomeMessage: true
};
