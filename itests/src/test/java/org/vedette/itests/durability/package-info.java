/** What was acknowledged stays, whatever happens to the process and to the disk. */
package org.vedette.itests.durability;
