/* Leads browsers that lack what the app is built on to the light page, before anything else is read. In words that the
   oldest browser understands: it must get as far as the last line. */
(function () {
  var css = window.CSS && window.CSS.supports;
  var able = Object.hasOwn && window.structuredClone && css && CSS.supports("selector(:has(*))") && CSS.supports("height", "1dvh");
  var light = document.documentElement.getAttribute("data-light");
  if (!able && light && document.cookie.indexOf("chengyu_app=1") < 0) location.replace(light);
})();
