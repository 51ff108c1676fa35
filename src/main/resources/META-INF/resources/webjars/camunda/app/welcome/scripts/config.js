/*
 * Settings of this application, read before it starts. For the choice of the language see Tasklist's config.js: every browser gets
 * Chinese.
 */
export default {
  app: {
    name: '个人首页',
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
  customScripts: ['../tasklist/scripts/casework/texts-first', '../tasklist/scripts/casework/server-answers'],
  links: [
    {
      label: '首页',
      href: '/',
      description: '回到客户服务案件管理的首页'
    }
  ],
  disableWelcomeMessage: true
};
