/** Several servers that work as one, each in a network of its own, and what happens to them. */
package org.vedette.itests.cluster;
