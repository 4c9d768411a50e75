// Puts each text into the page, with nothing in between.
const { ipcRenderer } = require('electron');

ipcRenderer.on('text', (_event, text) => {
  const article = document.createElement('article');
  article.textContent = text;
  document.querySelector('[role="log"]').append(article);
});
