import ContentReading
package import Framework
package import HTML
package import SitePlan
import Templates

/// Every file of the site: its path, and the function that makes its bytes. Nothing here can fail.
package struct RenderedSite: Sendable {
  package struct File: Sendable {
    /// The path below the site's folder, with `/` between its parts.
    package let path: String
    package let makeBytes: @Sendable () -> FileBytes

    init(path: String, makeBytes: @escaping @Sendable () -> FileBytes) {
      self.path = path
      self.makeBytes = makeBytes
    }

    init(path: String, bytes: @escaping @Sendable () -> [UInt8]) {
      self.init(path: path) { FileBytes(bytes()) }
    }

    package func render() -> [UInt8] { makeBytes().bytes }
  }

  /// The whole site as one file, for a copy on a disk or a shared drive.
  package struct Archive: Sendable {
    /// The path below the site's folder.
    package let path = Route.archive.path
    /// The folder that unpacking makes.
    fileprivate let folder: String
    /// The downloads page without the archive.
    fileprivate let downloads: File

    /// A file of the archive.
    package struct Item: Sendable {
      fileprivate let path: String
      fileprivate let bytes: FileBytes

      package var checksum: UInt32 { bytes.checksum }
    }

    /// - Parameter bytes: What was rendered of the site's file.
    package func item(_ file: File, _ bytes: FileBytes) -> Item {
      let bytes = file.path == downloads.path ? downloads.makeBytes() : bytes
      return Item(path: folder.adding(path: file.path), bytes: bytes)
    }

    /// How many bytes the archive has.
    package func length(of items: [Item]) -> Int {
      ZipArchive.length(of: items.lazy.map { ($0.path.utf8.count, $0.bytes.count) })
    }

    /// The bytes of the archive in parts, one after the other.
    ///
    /// - Parameters:
    ///   - items: One for each of the site's files, in their order.
    ///   - checksums: Theirs.
    package func parts(of items: [Item], with checksums: [UInt32]) -> [[UInt8]] {
      var archive = ZipArchive()
      for (item, checksum) in zip(items, checksums) { archive.add(item.bytes, checksum: checksum, at: item.path) }
      return archive.finished()
    }
  }

  /// Sorted by path, byte by byte; every path once.
  package let files: [File]
  /// The file that holds all the others; nil for a site that offers none.
  package let archive: Archive?
  /// How many of the files are pages.
  package let pageCount: Int
  /// The host's markup on its pages, which says what else they may load.
  package let partials: Partials?

  /// - Parameter shared: What the publisher's site has rendered of the pages that a school's copy takes from it.
  package init(_ plan: SitePlan, sharing shared: SharedPages? = nil) {
    let frame = plan.frame
    let framework = plan.framework
    let kept = shared?.parts
    let common = CommonParts(of: plan.pages, in: frame, sharing: plan.hasBaseAddresses ? kept?.common : nil)
    // One function for all pages, since each copy of the frame holds on to all that is in it.
    let render: @Sendable (Page) -> FileBytes = { document($0, in: frame, common: common, kept: kept) }
    var files = plan.pages.map { page in File(path: page.route.path) { render(page) } }
    files += shared?.themeFiles ?? Self.themeFiles(for: frame.site.features)
    if frame.site.school != nil { files.append(Self.themeFile(ThemeAssets.schoolSheet)) }
    if plan.pages.contains(where: { $0.showsEnds(in: frame) }) { files.append(Self.themeFile(ThemeAssets.ended)) }
    if let colours = frame.site.colours {
      let path = Route.themeAsset(name: ThemeAssets.colourSheetName).path
      files.append(File(path: path, bytes: { colourSheet(colours) }))
    }
    files += plan.images.map { image in File(path: Route.image(path: image.path).path, bytes: { image.bytes }) }
    if framework.has(.search) || framework.has(.plan) {
      files.append(File(path: Route.readersIndex.path, bytes: { readersIndex(of: plan, keeping: shared?.index) }))
    }
    if framework.has(.downloads) {
      files.append(File(path: Route.frameworkData.path, bytes: { frameworkData(framework, keeping: shared?.data) }))
      files.append(File(path: Route.opportunitiesData.path, bytes: { opportunitiesCSV(framework, sharing: shared) }))
    }
    if let baseURL = frame.site.baseURL {
      files.append(File(path: Route.sitemap.path, bytes: { sitemap(of: plan.pages, at: baseURL) }))
      files.append(File(path: Route.shareImage.path, bytes: { shareImage(of: plan) }))
      if framework.hasChangesFeed {
        files.append(File(path: Route.changesFeed.path, bytes: { changesFeed(of: framework, at: baseURL) }))
      }
    }
    files.append(File(path: Route.robots.path, bytes: { robots(at: frame.site.baseURL) }))
    files += HostFile.allCases.map { file in
      File(path: Route.hostFile(file).path, bytes: { hostFile(file, for: plan.pages, of: frame.site) })
    }
    self.files = files.sorted { $0.path.precedes($1.path) }
    archive = plan.archivedDownloads.map { downloads in
      Archive(
        folder: slug(of: frame.site.title).isEmpty ? "site" : String(slug(of: frame.site.title).prefix(80)),
        downloads: File(path: downloads.route.path) { render(downloads) }
      )
    }
    pageCount = plan.pages.count
    partials = frame.site.partials
  }

  /// Makes the theme's files, which are the same for every site, before they are asked for.
  package static func prepareTheme() { _ = ThemeAssets.files(for: Set(Feature.allCases)) }

  /// The files of the theme, whose checksums are found once for all copies.
  static func themeFiles(for features: Set<Feature>) -> [File] { ThemeAssets.files(for: features).map(themeFile) }

  private static func themeFile(_ asset: (name: String, bytes: [UInt8])) -> File {
    let bytes = FileBytes(KeptBytes(asset.bytes))
    return File(path: Route.themeAsset(name: asset.name).path) { bytes }
  }
}
