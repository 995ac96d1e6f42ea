import { checkAccessibility } from './support/check-accessibility.ts';

checkAccessibility('dark');
