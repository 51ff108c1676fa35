/*
 * Settings of Tasklist, read before it starts.
 *
 * The language: Tasklist takes the first part of the browser's language ("zh" of "zh-CN") and looks it up in availableLocales.
 * "zh-CN" never equals such a first part, so every browser, whatever its language, gets the fallback: Chinese.
 */
export default {
  app: {
    name: '任务列表',
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
  // Paths below the application's folder, without ".js".
  customScripts: [
    'scripts/casework/texts-first',
    'scripts/casework/default-order',
    'scripts/casework/chinese-dates',
    'scripts/casework/form-texts',
    'scripts/casework/form-completion',
    'scripts/casework/server-answers',
    'scripts/casework/finished-task',
    'scripts/casework/navigation',
    'scripts/casework/narrow-screen'
  ],
  disableWelcomeMessage: true,
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: '认领当前任务'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: '转到第一个筛选器'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: '转到列表中的第一个任务'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: '转到任务表单的第一个输入框'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: '打开启动流程窗口'
    }
  }
};
