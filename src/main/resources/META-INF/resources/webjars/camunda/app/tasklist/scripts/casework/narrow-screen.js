/*
 * On a telephone the columns stand below each other: whoever opens a task, from the list or by a link, is brought to it. What is
 * loaded later, above it or in it, does not push it away, until the person touches the page.
 */
const narrow = window.matchMedia('(max-width: 767px)');
let shown = null;
let following = false;

function bring() {
  const task = document.querySelector('.task-details');
  if (following && task && narrow.matches) {
    task.scrollIntoView();
  }
}

const sizes = new ResizeObserver(bring);

function follow() {
  const columns = document.querySelectorAll('.task-filters, .tasks-list.column, .task-details');
  if (!columns.length) {
    requestAnimationFrame(follow);
    return;
  }
  sizes.disconnect();
  columns.forEach(column => sizes.observe(column));
  bring();
}

function stop() {
  following = false;
  sizes.disconnect();
}

[ 'pointerdown', 'touchstart', 'wheel', 'keydown' ].forEach(name => document.addEventListener(name, stop, { capture: true, passive: true }));

window.angular.module('cam.tasklist.custom').run(['$rootScope', '$location', ($rootScope, $location) => {
  const look = () => {
    const task = $location.search().task || null;
    if (task !== shown) {
      shown = task;
      following = Boolean(task);
      if (task) {
        follow();
      }
    }
  };
  look();
  $rootScope.$on('$locationChangeSuccess', look);
}]);

export default [];
