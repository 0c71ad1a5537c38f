/** Reaches into the bundle of directories, for tests against real ones. */
package org.vedette.directory;
