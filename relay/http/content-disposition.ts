/**
 * `Content-Disposition` of a file that is to be saved, never shown: the name in ASCII for old clients, and whole in
 * UTF-8. Source: RFC 6266 (quoted-string of RFC 9110), RFC 8187 for `filename*`.
 */
export function describeAttachment(fileName: string): string {
  const ascii = fileName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_');
  // `encodeURIComponent` leaves these, of which RFC 8187 allows none but `!`.
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
