/** While the keychain and the cache open. The same markup stands in index.html. */
export function Starting() {
  return (
    <p className="starting" role="status">
      Opening your data…
    </p>
  );
}
