/// The formats a paper can be written in.
package enum PaperFormat: String, CaseIterable, Hashable, Sendable {
    case html, xlsx, csv, json, pdf
}

/// One file of a paper: its name and its bytes.
package struct PaperFile: Hashable, Sendable {
    /// The name: `<report>-<day>.<format>`, with the table's id after the day for a further CSV.
    package var name: String
    /// The bytes.
    package var bytes: [UInt8]

    /// A file.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// Why a format could not be written.
package enum ReportError: Error, Hashable, CustomStringConvertible {
    /// WeasyPrint is not installed.
    case noPDFTool
    /// WeasyPrint failed, with its last line.
    case pdfFailed(String)
    /// libxlsxwriter failed, with its message.
    case workbook(String)

    package var description: String {
        switch self {
        case .noPDFTool:
            "no PDF: WeasyPrint is not installed (apt-get install weasyprint); the HTML prints the same pages"
        case .pdfFailed(let message): "no PDF: weasyprint failed: \(message)"
        case .workbook(let message): "no workbook: \(message)"
        }
    }
}

extension Paper {
    /// The files of a format, in order: several for CSV, where each table is a file of its own.
    ///
    /// The main table is `<report>-<day>.csv`; each other one `<report>-<day>-<table>.csv`.
    ///
    /// - Parameter format: The format.
    /// - Returns: The files.
    /// - Throws: When a workbook or a PDF cannot be made; the other formats always can.
    package func files(_ format: PaperFormat) throws(ReportError) -> [PaperFile] {
        let stem = "\(report)-\(asAt)"
        switch format {
        case .html:
            return [PaperFile(name: stem + ".html", bytes: HTMLWriter.bytes(self))]
        case .json: return [PaperFile(name: stem + ".json", bytes: json.bytes())]
        case .csv:
            return tables.map { table in
                PaperFile(
                    name: table.id == mainTable ? stem + ".csv" : "\(stem)-\(table.id).csv",
                    bytes: Array(CSVWriter.text(of: table).utf8))
            }
        case .xlsx:
            return [PaperFile(name: stem + ".xlsx", bytes: try XLSXWriter.workbook(self))]
        case .pdf:
            let bytes = try PDFWriter.pdf(html: HTMLWriter.document(self), asAt: asAt)
            return [PaperFile(name: stem + ".pdf", bytes: bytes)]
        }
    }
}
