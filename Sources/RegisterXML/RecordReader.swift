package import RiskRegister

/// Turns one raw record into typed values by a mapping: words into values, and nothing more.
///
/// Pure, so that history can be typed anew from the raw fields that the register keeps. Reading an
/// export's bytes into raw records is `RegisterFile`'s work.
package struct RecordReader: Sendable {
    /// The mapping.
    package let mapping: SourceMapping
    /// The order of numeric dates that was decided for the file.
    package let dateOrder: SourceMapping.DateOrder

    /// A reader for records of one file.
    package init(mapping: SourceMapping, dateOrder: SourceMapping.DateOrder) {
        self.mapping = mapping
        self.dateOrder = dateOrder
    }

    /// The risk that a record describes.
    package func risk(_ raw: RawRecord) -> RiskRecord { RiskRecord() }

    /// The action that a record describes.
    package func action(_ raw: RawRecord) -> ActionRecord { ActionRecord() }
}
