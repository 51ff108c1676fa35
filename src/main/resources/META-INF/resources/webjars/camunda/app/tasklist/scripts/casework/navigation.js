/*
 * Ways out of Tasklist: links to the start page and to the notices in the bar at the top. Besides, the page learns what the person
 * may open, so that the style can hide what would only lead to a refusal.
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

window.angular.module('cam.tasklist.custom').run(['$rootScope', $rootScope => {
  $rootScope.$watch('authentication', person => {
    const apps = (person && person.authorizedApps) || [];
    document.body.classList.toggle('casework-may-monitor', apps.includes('cockpit'));
    document.body.classList.toggle('casework-may-administer', apps.includes('admin'));
  });
}]);

export default [
  link('casework-start-page', '首页', 'home', '/', 1000),
  link('casework-notices', '通知', 'envelope', '/notices', 900)
];
