/*
 * What the server says when it refuses something, readable for the people who see it.
 *
 * Our own refusals are Chinese already (the property "message" of the answer). This replaces the English remainder: messages of
 * the engine that people meet in daily work, answers without a message, and a broken connection.
 */
const known = [
  [/is already claimed by someone else/, '该任务已被他人认领。'],
  [/does not have .*permission/is, '您没有进行此操作的权限。'],
  [/updated by another transaction concurrently/, '该任务刚被他人处理，请刷新页面后重试。'],
  [/^Request has been terminated/, '网络不通，请检查网络后重试。'],
  [/Timeout of|Aborted/, '请求超时，请稍后重试。'],
  [/^(Forbidden|Access Denied)$/i, '您没有进行此操作的权限。'],
  [/^(Bad Request|Unprocessable Entity|Unprocessable Content|Conflict|Unsuccessful HTTP response)$/i, '服务器没有接受此操作。'],
  [/^(Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout)$/i, '服务器出错，请稍后重试。如仍不行，请联系系统管理员。'],
  [/^\s*<(!doctype|html)/i, '服务器没有接受此操作。']
];

/** The text to show for what the server answered. */
export function readable(message) {
  if (typeof message !== 'string') {
    return message;
  }
  if (message.trim().startsWith('{')) {
    // An answer without "message": Tasklist hands over the whole body. Problem details carry their text in "detail".
    try {
      const body = JSON.parse(message);
      return readable(body.message || body.detail || body.title || '服务器没有接受此操作。');
    } catch (e) {
      return message;
    }
  }
  const rule = known.find(([english]) => english.test(message));
  return rule ? rule[1] : message;
}

const app = document.querySelector('base').getAttribute('app-name');
window.angular.module(`cam.${app}.custom`).config(['$provide', $provide => {
  $provide.decorator('Notifications', ['$delegate', $delegate => {
    const add = $delegate.add;
    $delegate.add = function(notification) {
      if (!notification.unsafe) {
        notification.message = readable(notification.message);
      }
      return add.call(this, notification);
    };
    return $delegate;
  }]);
}]);

export default [];
