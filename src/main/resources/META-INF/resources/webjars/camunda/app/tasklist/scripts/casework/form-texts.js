/*
 * The texts that form-js brings itself (validation messages, "Select", "Search" and so on) exist in English only. They are
 * replaced here in the rendered form: a MutationObserver watches the container of each Camunda Form, and only it, and touches
 * only those elements that form-js fills with texts of its own, never a label, an option or a value.
 */

/** Texts: where form-js writes them, what it writes, what stands there instead. */
const texts = [
  ['.fjs-form-field-error', [
    [/^Field is required\.$/, '此项必填。'],
    [/^Field must match pattern .+\.$/s, '格式不正确。'],
    [/^Field must have minimum value of (.+)\.$/, '不得小于 $1。'],
    [/^Field must have maximum value of (.+)\.$/, '不得大于 $1。'],
    [/^Field must have minimum length of (.+)\.$/, '至少填写 $1 个字。'],
    [/^Field must have maximum length of (.+)\.$/, '最多填写 $1 个字。'],
    [/^Field must be a valid {1,2}international phone number\. .+$/, '电话号码格式不正确，请按国际格式填写，例如 +8613800000000。'],
    [/^Field must be a valid email\.$/, '电子邮箱格式不正确。'],
    [/^Value is not a number\.$/, '请填写数字。'],
    [/^Value is expected to be an integer\.$/, '请填写整数。'],
    [/^Value is expected to have at most (\d+) decimal digits?\.$/, '最多保留 $1 位小数。'],
    [/^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/, '请填写有效的值，最接近的有效值是 $1 和 $2。'],
    [/^Date and time must both be entered\.$/, '日期和时间须同时填写。']
  ]],
  ['.fjs-select-placeholder', [[/^Select$/, '请选择']]],
  ['.fjs-dropdownlist-empty', [[/^No results$/, '没有符合的选项'], [/^All values selected$/, '已全部选择']]],
  ['.fjs-taglist-skip-link', [[/^Skip to search$/, '转到搜索']]],
  ['.fjs-repeat-render-add', [[/^Add new$/, '添加一项']]],
  ['.fjs-repeat-render-collapse', [[/^Collapse$/, '收起'], [/^Expand all \((\d+)\)$/, '展开全部（$1）']]],
  ['.fjs-table-middle-container', [[/^Nothing to show\.$/, '没有记录。']]],
  ['.fjs-table-nav-label', [[/^ of $/, ' / ']]],
  ['.fjs-iframe-placeholder', [[/^No content to show\.$/, '没有内容。'], [/^External content couldn't be loaded\.$/, '外部内容未能加载。']]]
];

/** Attributes: element, attribute, what form-js writes, what stands there instead. */
const attributes = [
  ['.fjs-taglist-input, .fjs-form-field-select input', 'placeholder', [[/^Search$/, '搜索']]],
  ['.fjs-datepicker input', 'placeholder', [[/^[dmy./ -]{6,}$/i, '年-月-日']]],
  ['.fjs-timepicker input', 'placeholder', [[/^hh:mm( \?m)?$/, '时:分']]],
  ['.fjs-taglist-tag-remove', 'title', [[/^Remove tag$/, '移除']]],
  ['.fjs-repeat-row-remove', 'aria-label', [[/^Remove list item (\d+)$/, '移除第 $1 项']]],
  ['.fjs-table-nav-button', 'aria-label', [[/^Previous page$/, '上一页'], [/^Next page$/, '下一页']]],
  ['.fjs-table-th', 'aria-label', [
    [/^Click to sort by (.+) descending$/, '按“$1”降序排列'],
    [/^Click to sort by (.+) ascending$/, '按“$1”升序排列'],
    [/^Click to remove sorting$/, '取消排序']
  ]]
];

function replaced(text, rules) {
  const rule = rules.find(([english]) => english.test(text));
  return rule ? text.replace(rule[0], rule[1]) : text;
}

function translateText(node) {
  const parent = node.parentElement;
  const place = parent && texts.find(([where]) => parent.closest(where));
  if (place) {
    const chinese = replaced(node.data, place[1]);
    if (chinese !== node.data) {
      node.data = chinese;
    }
  }
}

function translateAttributes(element) {
  for (const [where, attribute, rules] of attributes) {
    if (element.hasAttribute(attribute) && element.matches(where)) {
      const english = element.getAttribute(attribute);
      const chinese = replaced(english, rules);
      if (chinese !== english) {
        element.setAttribute(attribute, chinese);
      }
    }
  }
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    translateText(node);
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    translateAttributes(node);
    node.childNodes.forEach(translate);
  }
}

/** Keeps the form in this container Chinese until the returned function is called. */
export function keepChinese(container) {
  const observer = new MutationObserver(changes => changes.forEach(change => {
    if (change.type === 'childList') {
      change.addedNodes.forEach(translate);
    } else if (change.type === 'characterData') {
      translateText(change.target);
    } else {
      translateAttributes(change.target);
    }
  }));
  translate(container);
  observer.observe(container, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['placeholder', 'title', 'aria-label']
  });
  return () => observer.disconnect();
}

// Tasklist renders a Camunda Form into the element of this directive, for tasks and for start forms; a second directive of the
// same name joins it there.
window.angular.module('cam.tasklist.custom').directive('camTasklistFormCamunda', () => ({
  restrict: 'A',
  link: (scope, element) => {
    scope.$on('$destroy', keepChinese(element[0]));
  }
}));

export default [];
