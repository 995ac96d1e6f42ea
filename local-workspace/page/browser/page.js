import { followActions } from './actions.js';
import { followComposers } from './composer.js';
import { keepTabInside } from './dialogs.js';
import { followForms } from './form.js';
import { followPresses } from './hold.js';
import { showPlace } from './live.js';
import { followMenus } from './menus.js';
import { followLinks } from './navigation.js';
import { followTheme } from './theme.js';

followTheme();
followPresses();
followLinks();
followMenus();
followComposers();
followForms();
followActions();
document.addEventListener('keydown', keepTabInside);
showPlace();
