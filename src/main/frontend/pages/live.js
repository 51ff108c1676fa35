// Parts of a page that the server answers anew (htmx): no inline styles, nothing evaluated, requests stay on this server.
import htmx from 'htmx.org';

htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
htmx.config.defaultFocusScroll = false;

// Our forms carry the token themselves; requests without a form take it from the page.
document.addEventListener('htmx:configRequest', event => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token && event.detail.verb !== 'get') {
    event.detail.headers[token.dataset.header] = token.content;
  }
});
