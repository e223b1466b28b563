package dev.dockdash.image;

/** What files get, when they leave an image for a disk, besides their content and time. */
public enum ExtractionPolicy {
    /**
     * What any user can give: the current user owns everything, permissions are those of the image without setuid and
     * setgid, devices and pipes are skipped and reported, extended attributes are left out.
     */
    CURRENT_USER,
    /**
     * What the image says, for which the current user must be root: owners, all bits of the mode, and extended attributes
     * in the {@code user} namespace. What Java cannot make is skipped and reported: devices, pipes and other extended
     * attributes.
     */
    AS_RECORDED
}
