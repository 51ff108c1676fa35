/*
 * Lists are sorted by due date, so that what is overdue comes first, until the person chooses another order. Tasklist itself would
 * begin with the newest.
 */
const byDueDate = JSON.stringify([{sortBy: 'dueDate', sortOrder: 'asc'}]);

window.angular.module('cam.tasklist.custom').run(['$rootScope', '$location', ($rootScope, $location) => {
  const complete = () => {
    if (['', '/'].includes($location.path()) && !$location.search().sorting) {
      $location.search('sorting', byDueDate).replace();
    }
  };
  complete();
  $rootScope.$on('$locationChangeSuccess', complete);
}]);

export default [];
