/*
 * The button that submits a Camunda Form.
 *
 * Tasklist locks it as long as form-js keeps an entry among its errors. form-js keeps an (empty) entry for every field in a list
 * of rows that was ever typed into, so that such a form could never be submitted; and a locked button does not say what is
 * missing. Here the button stays open: form-js checks the whole form when it is pressed, and what is wrong is said and shown.
 */
const toBeCorrected = '表单中有未填写或填写有误的项目，请按红字提示更正。';

window.angular.module('cam.tasklist.custom').directive('camTasklistFormCamunda', () => ({
  restrict: 'A',
  require: '^camTasklistForm',
  link: {
    // Before Tasklist's own link function, which registers the handler and reports validity.
    pre: (scope, element, attributes, form) => {
      const {notifyFormValidated, registerCompletionHandler} = form;
      form.notifyFormValidated = invalid => notifyFormValidated.call(form, invalid && !element[0].querySelector('.fjs-form'));
      form.registerCompletionHandler = handler => registerCompletionHandler.call(form, done => handler((error, answer) => {
        // Errors of form-js are fields with their texts, without a message.
        const wrong = error && !error.message;
        done(wrong ? {message: toBeCorrected} : error, answer);
        if (wrong) {
          requestAnimationFrame(() => {
            const first = element[0].querySelector('.fjs-form-field-error');
            if (first) {
              first.parentElement.scrollIntoView({block: 'center'});
            }
          });
        }
      }));
    }
  }
}));

export default [];
