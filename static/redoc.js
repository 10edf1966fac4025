// Redoc asks its makers' site for their logo. Nothing is asked of anybody else here: such a picture counts as failed.
{
  const pictures = HTMLImageElement.prototype;
  const { get } = Object.getOwnPropertyDescriptor(pictures, "src");
  const plain = pictures.setAttribute;
  const isForeign = (address) => {
    const { protocol, origin } = new URL(address, location.href);
    return protocol.startsWith("http") && origin !== location.origin;
  };
  pictures.setAttribute = function setAttribute(name, value) {
    if (name === "src" && isForeign(value)) queueMicrotask(() => this.dispatchEvent(new Event("error")));
    else plain.call(this, name, value);
  };
  // React writes to both.
  Object.defineProperty(pictures, "src", {
    get,
    set(value) {
      this.setAttribute("src", value);
    },
  });
}
