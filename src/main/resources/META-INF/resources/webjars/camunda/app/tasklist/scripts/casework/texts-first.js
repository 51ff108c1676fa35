/*
 * The texts before the application.
 *
 * The application asks for its texts while it starts. Some parts (the search, the order of the list) translate themselves only
 * once; where the answer came later than they did, people read CREATION_DATE instead of Chinese until the next visit. From the
 * second visit on the application finds its texts in the browser's store: this puts them there for the first.
 */
const LANGUAGE = 'zh-CN';
const STORE = 'camunda-web';

const base = document.querySelector('base');
const folder = `${base.getAttribute('app-root')}/app/${base.getAttribute('app-name')}/locales/`;
const entry = `${folder}_locales_data_${LANGUAGE}_${window.bust}`;

const store = JSON.parse(window.localStorage.getItem(STORE) || '{}');
if (!store[entry]) {
  const answer = await fetch(`${folder}${LANGUAGE}.json?bust=${window.bust}`);
  if (answer.ok) {
    store[entry] = JSON.stringify(await answer.json());
    window.localStorage.setItem(STORE, JSON.stringify(store));
  }
}

export default [];
