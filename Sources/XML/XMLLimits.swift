/// How large the parts of a document may be before it is refused.
///
/// libxml2 checks depth and text length only in its own tree builder, and its attribute handling is
/// quadratic (100,000 attributes took 15 seconds), so all of these are our own.
package struct XMLLimits: Sendable, Hashable {
    /// Elements inside one another.
    package var depth = 256

    /// Bytes of text in one field.
    package var fieldBytes = 16 << 20

    /// Bytes of text and attributes in one record, or in a whole document read as a tree.
    package var recordBytes = 64 << 20

    /// Bytes of one start tag.
    package var startTagBytes = 1 << 20

    /// Attributes of one start tag.
    package var attributes = 1_000

    /// The limits that DESIGN.md sets.
    package static let standard = XMLLimits()

    /// The standard limits, to change one or two of them.
    package init() {}
}
