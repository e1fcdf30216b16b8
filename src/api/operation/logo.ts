/** A ship on its slipway. */
const ship = '<path d="M4 14h24l-4 8H8z" fill="#fff"/><path d="M2 27 30 23" stroke="#4fc3f7" stroke-width="3"/>';

/** The icon of the page about the API. */
export const favicon = {
  filename: 'slipway.svg',
  rel: 'icon',
  sizes: 'any',
  type: 'image/svg+xml',
  content: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#102a43"/>${ship}</svg>`,
};

/** What stands at the top of the page. */
export const logo = {
  type: 'image/svg+xml',
  content: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 32">${ship}<text x="42" y="23" fill="#fff" font-family="sans-serif" font-size="22" font-weight="bold">Slipway</text></svg>`,
};
