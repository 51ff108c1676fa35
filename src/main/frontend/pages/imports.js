// The upload of an import: says at once that a file is too large, and shows that something is going on while a long one is read.
const form = document.querySelector('form[data-upload]');

if (form) {
  const file = form.querySelector('input[type="file"]');
  const message = form.querySelector('[data-file-message]');
  const most = Number(form.dataset.most);

  const check = () => {
    const tooLarge = file.files.length > 0 && file.files[0].size > most;
    message.textContent = tooLarge ? '文件超过 20 MB。请只留下有数据的行列，或分成几个文件。' : '';
    message.hidden = !tooLarge;
    file.setAttribute('aria-invalid', String(tooLarge));
    return !tooLarge;
  };
  file.addEventListener('change', check);

  const kinds = form.querySelectorAll('input[name="kind"]');
  const onlyCalls = form.querySelector('[data-only-calls]');
  const show = () => {
    const chosen = form.querySelector('input[name="kind"]:checked');
    onlyCalls.hidden = !chosen || chosen.value !== 'CALLS';
  };
  kinds.forEach(kind => kind.addEventListener('change', show));
  show();

  form.addEventListener('submit', event => {
    if (!check()) {
      event.preventDefault();
      file.focus();
      return;
    }
    const button = form.querySelector('[type="submit"]');
    button.disabled = true;
    button.textContent = '正在上传和读取，请稍候…';
  });
}

// A page that comes back from the browser's memory has its button again.
window.addEventListener('pageshow', event => {
  if (event.persisted) {
    location.reload();
  }
});
