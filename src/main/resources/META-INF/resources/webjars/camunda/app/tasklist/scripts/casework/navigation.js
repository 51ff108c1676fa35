/*
 * Ways out of Tasklist: links to the start page and to the notices in the bar at the top. Besides, what the server would refuse to
 * this person anyway is not offered: dates and candidate groups of a task are set by the procedure, only system administrators
 * change them by hand.
 */
const contextPath = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

function link(id, label, icon, path, priority) {
  return {
    id,
    pluginPoint: 'tasklist.navbar.action',
    priority,
    render: container => {
      const a = document.createElement('a');
      a.href = contextPath + path;
      const glyph = document.createElement('span');
      glyph.className = `glyphicon glyphicon-${icon}`;
      a.append(glyph, ` ${label}`);
      container.append(a);
    }
  };
}

const administrators = 'casework-may-administer';
const monitors = 'casework-may-monitor';
const onlyForAdministrators = '[cam-tasklist-task-meta] .due-date, [cam-tasklist-task-meta] .groups';

// The style hides what has no use for this person by these two classes; a due date stays to be read.
window.angular.module('cam.tasklist.custom').run(['$rootScope', $rootScope => {
  $rootScope.$watch('authentication', person => {
    const apps = (person && person.authorizedApps) || [];
    document.body.classList.toggle(monitors, apps.includes('cockpit'));
    document.body.classList.toggle(administrators, apps.includes('admin'));
  });
}]);

document.addEventListener('click', event => {
  if (!document.body.classList.contains(administrators) && event.target.closest(onlyForAdministrators)) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

export default [
  link('casework-start-page', '首页', 'home', '/', 1000),
  link('casework-notices', '通知', 'envelope', '/pages/notices', 900)
];
