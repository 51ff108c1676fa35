/*
 * A link to a task that is not to be shown: it was done already, is somebody else's, or is no longer to be done. Tasklist would only
 * ask to choose a task and report an error; here it is told what became of the task, with the way to its case.
 */
const contextPath = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');
const asked = new Map();

/** Where a task is: {caseNumber, text}, or null where there never was one, or none that this person may know of. */
function whereabouts(taskId) {
  if (!asked.has(taskId)) {
    const answer = fetch(`${contextPath}/api/tasks/${encodeURIComponent(taskId)}/whereabouts`, {headers: {Accept: 'application/json'}})
      .then(response => response.ok ? response.json() : null)
      .catch(() => null);
    asked.set(taskId, answer);
    // What was true a moment ago need not be true when somebody follows the link again.
    answer.then(() => setTimeout(() => asked.delete(taskId), 2000));
  }
  return asked.get(taskId);
}

const taskInAddress = () => new URLSearchParams(location.hash.split('?')[1] || '').get('task');
const custom = window.angular.module('cam.tasklist.custom');

// Tasklist reports a task that it cannot load as "<task> <- message". Where the task's place tells more, the report is not needed.
custom.config(['$provide', $provide => {
  $provide.decorator('Notifications', ['$delegate', $delegate => {
    const add = $delegate.addError;
    $delegate.addError = function(notification) {
      const taskId = taskInAddress();
      const unloaded = /^\s*(<|&lt;)task(>|&gt;)\s*(<|&lt;)-\s*/;
      if (!taskId || !unloaded.test(notification.message || '')) {
        return add.call(this, notification);
      }
      const message = notification.message.replace(unloaded, '');
      whereabouts(taskId).then(found => {
        // Who still has the task on the screen, done meanwhile in another tab or by somebody else, does not see that place.
        if (!found || document.querySelector('.task-card')) {
          add.call(this, {...notification, status: found ? '这个任务不能再办理' : '打不开这个任务', message: found ? found.text : message});
        }
      });
      return undefined;
    };
    return $delegate;
  }]);
}]);

// The place where Tasklist asks to choose a task carries this class.
custom.directive('noTask', () => ({
  restrict: 'C',
  link: (scope, element) => {
    const told = document.createElement('p');
    told.className = 'casework-whereabouts';
    told.setAttribute('role', 'status');
    element[0].prepend(told);
    scope.$watch(() => scope.task ? null : taskInAddress(), taskId => {
      told.replaceChildren();
      if (taskId) {
        whereabouts(taskId).then(found => {
          if (found && taskInAddress() === taskId && !scope.task) {
            const page = document.createElement('a');
            page.href = `${contextPath}/pages/cases/${encodeURIComponent(found.caseNumber)}`;
            page.textContent = `案件 ${found.caseNumber}`;
            told.replaceChildren(`${found.text} `, page);
          }
        });
      }
    });
  }
}));

export default [];
